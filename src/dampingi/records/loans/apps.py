from django.apps import AppConfig


class LoansConfig(AppConfig):
    name = "dampingi.records.loans"
    label = "loans"

    def ready(self) -> None:
        from dampingi.records.loans.merging import register_rules
        from dampingi.records.loans.requests import asked_of_bank
        from dampingi.records.loans.workflow import register_workflow
        from dampingi.records.partners.requests import register_source

        register_rules()
        register_workflow()
        register_source(asked_of_bank)
