from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "dampingi.insight.rounds"
    label = "rounds"

    def ready(self) -> None:
        from dampingi.foundation.approvals.workflows import later
        from dampingi.foundation.jobs import chores
        from dampingi.insight.rounds.workflow import register_workflows

        register_workflows()
        chores.every(1800, later("dampingi.insight.rounds.actions.reminding.remind_due"))
