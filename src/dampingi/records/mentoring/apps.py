from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "dampingi.records.mentoring"
    label = "mentoring"
