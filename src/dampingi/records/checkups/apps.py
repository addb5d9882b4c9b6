from django.apps import AppConfig


class CheckUpsConfig(AppConfig):
    name = "dampingi.records.checkups"
    label = "checkups"

    def ready(self) -> None:
        from dampingi.foundation.jobs.chores import every
        from dampingi.records.checkups.actions import call_due

        every(3600, call_due)
