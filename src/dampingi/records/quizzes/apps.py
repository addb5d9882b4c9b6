from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "dampingi.records.quizzes"
    label = "quizzes"
