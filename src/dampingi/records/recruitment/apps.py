from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "dampingi.records.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.recruitment.actions.redacting import redact_due

        chores.every(3600, redact_due)
