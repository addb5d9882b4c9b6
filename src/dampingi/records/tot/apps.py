from django.apps import AppConfig


class TotConfig(AppConfig):
    name = "dampingi.records.tot"
    label = "tot"
