from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "dampingi.foundation.notices"
    label = "notices"
