from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "dampingi.records.partners"
    label = "partners"
