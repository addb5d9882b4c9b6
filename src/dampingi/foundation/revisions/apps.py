from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "dampingi.foundation.revisions"
    label = "revisions"
