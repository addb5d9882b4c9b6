from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "dampingi.insight.impact"
    label = "impact"
