from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "dampingi.records.commitments"
    label = "commitments"
