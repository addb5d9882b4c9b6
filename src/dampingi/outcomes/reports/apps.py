from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "dampingi.outcomes.reports"
    label = "reports"
