from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "dampingi.records.problems"
    label = "problems"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.problems.actions.reminding import remind_owners
        from dampingi.records.problems.workflow import register_workflows

        register_workflows()
        chores.every(3600, remind_owners)
