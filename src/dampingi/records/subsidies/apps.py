from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "dampingi.records.subsidies"
    label = "subsidies"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.partners.requests import register_source
        from dampingi.records.subsidies.requests import asked_of_bank
        from dampingi.records.subsidies.reserving import register_reserving
        from dampingi.records.subsidies.waiting import unaccepted_claims, undecreed_loans
        from dampingi.records.subsidies.workflow import register_workflow

        register_source(asked_of_bank)
        register_workflow()
        register_reserving()
        register_work(100, unaccepted_claims)
        register_work(110, undecreed_loans)
