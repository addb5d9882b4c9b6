from django.apps import AppConfig


class BusinessesConfig(AppConfig):
    name = "dampingi.records.businesses"
    label = "businesses"
