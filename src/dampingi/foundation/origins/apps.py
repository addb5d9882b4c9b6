from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "dampingi.foundation.origins"
    label = "origins"
