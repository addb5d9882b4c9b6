from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "dampingi.records.surveys"
    label = "surveys"
