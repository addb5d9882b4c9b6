from django.apps import AppConfig


class LoansConfig(AppConfig):
    name = "dampingi.records.loans"
    label = "loans"

    def ready(self) -> None:
        from dampingi.records.loans.workflow import register_workflow

        register_workflow()
