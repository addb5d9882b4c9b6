from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "dampingi.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from dampingi.foundation.audit import tasks
        from dampingi.foundation.jobs import chores

        chores.every(2, tasks.seal_what_waits)
        chores.every(600, tasks.sign_today)
