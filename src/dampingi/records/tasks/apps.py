from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "dampingi.records.tasks"
    label = "tasks"
