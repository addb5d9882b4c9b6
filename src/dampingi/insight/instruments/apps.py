from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "dampingi.insight.instruments"
    label = "instruments"
