from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "dampingi.demo"
    label = "demo"

    def ready(self) -> None:
        from dampingi.demo.personas import entries as personas
        from dampingi.foundation.accounts import entries

        if personas not in entries.sources:
            entries.sources.append(personas)
