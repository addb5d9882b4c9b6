from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "dampingi.records.desks"
    label = "desks"
