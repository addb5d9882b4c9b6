from django.apps import AppConfig


class AspirationsConfig(AppConfig):
    name = "dampingi.records.aspirations"
    label = "aspirations"
