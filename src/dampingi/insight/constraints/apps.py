from django.apps import AppConfig


class ConstraintsConfig(AppConfig):
    name = "dampingi.insight.constraints"
    label = "constraints"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.insight.constraints import actions

        chores.every(3600, actions.publish_due)
