from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "dampingi.records.interventions"
    label = "interventions"

    def ready(self) -> None:
        from dampingi.records.interventions.merging import register_rules

        register_rules()
