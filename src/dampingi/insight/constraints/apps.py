from django.apps import AppConfig


class ConstraintsConfig(AppConfig):
    name = "dampingi.insight.constraints"
    label = "constraints"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores

        chores.every(3600, publish_due)


def publish_due() -> int:
    """Loads what counting needs only where the worker counts, not for every command."""
    from dampingi.insight.constraints import actions

    return actions.publish_due()
