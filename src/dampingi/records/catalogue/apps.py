from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dampingi.records.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from dampingi.records.catalogue.merging import register_rules

        register_rules()
