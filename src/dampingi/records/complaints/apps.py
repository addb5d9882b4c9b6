from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "dampingi.records.complaints"
    label = "complaints"
