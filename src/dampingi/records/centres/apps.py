from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "dampingi.records.centres"
    label = "centres"

    def ready(self) -> None:
        from dampingi.records.centres.merging import register_rules

        register_rules()
