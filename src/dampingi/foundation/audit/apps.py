from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "dampingi.foundation.audit"
    label = "audit"
