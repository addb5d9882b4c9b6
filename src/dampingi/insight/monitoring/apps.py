from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "dampingi.insight.monitoring"
    label = "monitoring"
