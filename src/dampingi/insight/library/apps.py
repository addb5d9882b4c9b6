from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "dampingi.insight.library"
    label = "library"
