from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "dampingi.records.cooperatives"
    label = "cooperatives"
