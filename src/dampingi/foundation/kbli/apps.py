from django.apps import AppConfig


class KbliConfig(AppConfig):
    name = "dampingi.foundation.kbli"
    label = "kbli"
