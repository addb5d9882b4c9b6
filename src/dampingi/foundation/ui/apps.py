from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "dampingi.foundation.ui"
    label = "ui"
