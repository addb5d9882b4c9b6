from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "dampingi.outcomes.plans"
    label = "plans"

    def ready(self) -> None:
        from dampingi.outcomes.plans import tasks  # noqa: F401 - registers its kind of long work
        from dampingi.outcomes.plans.workflow import register_workflow

        register_workflow()
