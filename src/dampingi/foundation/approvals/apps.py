from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "dampingi.foundation.approvals"
    label = "approvals"
