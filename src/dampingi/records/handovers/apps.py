from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "dampingi.records.handovers"
    label = "handovers"

    def ready(self) -> None:
        from dampingi.records.handovers import tasks  # noqa: F401 - registers its jobs
