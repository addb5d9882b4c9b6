from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "dampingi.records.learning"
    label = "learning"
