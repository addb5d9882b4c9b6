from django.apps import AppConfig


class ClosingsConfig(AppConfig):
    name = "dampingi.insight.closings"
    label = "closings"

    def ready(self) -> None:
        from dampingi.insight.closings.workflow import register_workflow

        register_workflow()
