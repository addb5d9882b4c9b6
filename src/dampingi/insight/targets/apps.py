from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "dampingi.insight.targets"
    label = "targets"

    def ready(self) -> None:
        from dampingi.insight.targets.workflow import register_workflow

        register_workflow()
