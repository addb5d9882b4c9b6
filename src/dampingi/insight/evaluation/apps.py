from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "dampingi.insight.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from dampingi.insight.evaluation import tasks  # noqa: F401 - registers the job
