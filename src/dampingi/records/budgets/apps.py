from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "dampingi.records.budgets"
    label = "budgets"

    def ready(self) -> None:
        from dampingi.records.budgets.earmarking import register_earmarks
        from dampingi.records.budgets.workflow import register_workflow

        register_workflow()
        register_earmarks()
