from django.apps import AppConfig


class HonorariumPapersConfig(AppConfig):
    name = "dampingi.outcomes.honoraria"
    label = "honorarium_papers"
