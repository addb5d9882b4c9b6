from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "dampingi.records.access"
    label = "access"
