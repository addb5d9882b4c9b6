from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "dampingi.foundation.boundaries"
    label = "boundaries"
