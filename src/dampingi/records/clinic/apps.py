from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "dampingi.records.clinic"
    label = "clinic"
