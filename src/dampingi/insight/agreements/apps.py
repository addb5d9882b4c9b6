from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "dampingi.insight.agreements"
    label = "agreements"

    def ready(self) -> None:
        from dampingi.insight.agreements.reporting import figures, part
        from dampingi.records.mentoring.additions import add

        add("agreement", figures, part)
