from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "dampingi.records.placements"
    label = "placements"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.partners.requests import register_source
        from dampingi.records.placements.requests import asked
        from dampingi.records.placements.waiting import unpaid_shelves

        register_source(asked)
        register_work(170, unpaid_shelves)
