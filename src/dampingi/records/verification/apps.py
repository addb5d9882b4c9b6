from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "dampingi.records.verification"
    label = "verification"
