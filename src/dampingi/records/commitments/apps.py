from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "dampingi.records.commitments"
    label = "commitments"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.commitments import tasks  # noqa: F401 - registers the job
        from dampingi.records.commitments.calendars import ask_for_due

        chores.every(1800, ask_for_due)
