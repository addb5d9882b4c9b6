from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "dampingi.foundation.regions"
    label = "regions"
