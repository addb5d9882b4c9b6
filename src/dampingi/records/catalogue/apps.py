from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dampingi.records.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from dampingi.records.catalogue.labels import asked
        from dampingi.records.catalogue.merging import register_rules
        from dampingi.records.partners.requests import register_source

        register_rules()
        register_source(asked)
