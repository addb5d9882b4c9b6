from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "dampingi.records.capital"
    label = "capital"
