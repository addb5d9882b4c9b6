from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dampingi.foundation.jobs"
    label = "jobs"
