from django.apps import AppConfig


class HonoursConfig(AppConfig):
    name = "dampingi.records.honours"
    label = "honours"

    def ready(self) -> None:
        from dampingi.records.honours.workflow import register_workflow

        register_workflow()
