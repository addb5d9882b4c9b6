from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "dampingi.records.subsidies"
    label = "subsidies"

    def ready(self) -> None:
        from dampingi.records.partners.requests import register_source
        from dampingi.records.subsidies.requests import asked_of_bank
        from dampingi.records.subsidies.reserving import register_reserving
        from dampingi.records.subsidies.workflow import register_workflow

        register_source(asked_of_bank)
        register_workflow()
        register_reserving()
