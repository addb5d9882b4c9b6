from django.apps import AppConfig


class TheoryConfig(AppConfig):
    name = "dampingi.insight.theory"
    label = "theory"
