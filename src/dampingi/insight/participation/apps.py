from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "dampingi.insight.participation"
    label = "participation"

    def ready(self) -> None:
        from dampingi.insight.participation import tasks  # noqa: F401 - registers its kind of long work
