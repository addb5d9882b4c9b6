from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "dampingi.records.placements"
    label = "placements"

    def ready(self) -> None:
        from dampingi.records.partners.requests import register_source
        from dampingi.records.placements.requests import asked

        register_source(asked)
