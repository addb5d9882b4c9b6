from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "dampingi.capture.imports"
    label = "imports"

    def ready(self) -> None:
        from dampingi.capture.imports import tasks  # noqa: F401 - registers the job
