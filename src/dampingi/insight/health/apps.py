from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "dampingi.insight.health"
    label = "health"

    def ready(self) -> None:
        from dampingi.insight.health.workflow import register_workflow

        register_workflow()
