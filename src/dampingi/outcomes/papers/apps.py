from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "dampingi.outcomes.papers"
    label = "papers"
