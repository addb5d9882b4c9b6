from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "dampingi.records.programmes"
    label = "programmes"
