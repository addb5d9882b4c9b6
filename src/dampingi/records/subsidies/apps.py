from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "dampingi.records.subsidies"
    label = "subsidies"

    def ready(self) -> None:
        from dampingi.records.subsidies.reserving import register_reserving
        from dampingi.records.subsidies.workflow import register_workflow

        register_workflow()
        register_reserving()
