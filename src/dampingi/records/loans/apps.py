from django.apps import AppConfig


class LoansConfig(AppConfig):
    name = "dampingi.records.loans"
    label = "loans"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.loans.merging import register_rules
        from dampingi.records.loans.requests import asked_of_bank
        from dampingi.records.loans.waiting import loans_run_out
        from dampingi.records.loans.workflow import register_workflow
        from dampingi.records.partners.requests import register_source

        register_rules()
        register_workflow()
        register_source(asked_of_bank)
        register_work(115, loans_run_out)
