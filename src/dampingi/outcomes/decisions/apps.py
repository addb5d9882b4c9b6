from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "dampingi.outcomes.decisions"
    label = "decisions"
