from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dampingi.records.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.catalogue.labels import asked
        from dampingi.records.catalogue.merging import register_rules
        from dampingi.records.catalogue.waiting import unchecked_products
        from dampingi.records.partners.requests import register_source

        register_rules()
        register_source(asked)
        register_work(180, unchecked_products)
