from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "dampingi.outcomes.papers"
    label = "papers"

    def ready(self) -> None:
        from dampingi.outcomes.papers import tasks  # noqa: F401 - registers its kind of job
