from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "dampingi.insight.lessons"
    label = "lessons"
