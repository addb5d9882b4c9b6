from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "dampingi.insight.hearings"
    label = "hearings"
