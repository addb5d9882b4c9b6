from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "dampingi.records.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from dampingi.records.mentoring.workflow import register_workflow

        register_workflow()
