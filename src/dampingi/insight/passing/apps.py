from django.apps import AppConfig


class PassingConfig(AppConfig):
    name = "dampingi.insight.passing"
    label = "passing"
