from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "dampingi.insight.pilots"
    label = "pilots"

    def ready(self) -> None:
        from dampingi.insight.pilots.workflow import register_workflow

        register_workflow()
