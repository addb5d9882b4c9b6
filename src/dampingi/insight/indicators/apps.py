from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndicatorsConfig(AppConfig):
    name = "dampingi.insight.indicators"
    label = "indicators"

    def ready(self) -> None:
        from dampingi.insight.indicators.workflow import register_values, register_workflow

        register_workflow()
        register_values()
        # Not a signal between models: what is shipped changes with an update, and an update ends with a migration
        post_migrate.connect(_keep_shipped, sender=self, dispatch_uid="indicators")


def _keep_shipped(**told: Any) -> None:
    from dampingi.insight.indicators.seeding import keep_shipped  # compiles figures: no start waits for it

    keep_shipped(**told)
