from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "dampingi.outcomes.reports"
    label = "reports"

    def ready(self) -> None:
        from dampingi.outcomes.reports import tasks  # noqa: F401 - registers its kind of job
