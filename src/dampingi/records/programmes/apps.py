from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "dampingi.records.programmes"
    label = "programmes"

    def ready(self) -> None:
        from dampingi.records.programmes.merging import register_rules

        register_rules()
