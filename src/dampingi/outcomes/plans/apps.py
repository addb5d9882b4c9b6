from django.apps import AppConfig
from django.urls import reverse


class PlansConfig(AppConfig):
    name = "dampingi.outcomes.plans"
    label = "plans"

    def ready(self) -> None:
        from dampingi.outcomes.plans import tasks  # noqa: F401 - registers its kind of long work
        from dampingi.outcomes.plans.names import ACTIVITY
        from dampingi.outcomes.plans.workflow import register_forum, register_workflow
        from dampingi.records.aspirations import doors

        register_workflow()
        register_forum()
        doors.register(ACTIVITY, lambda id: reverse("plan_activity", args=[id]))
