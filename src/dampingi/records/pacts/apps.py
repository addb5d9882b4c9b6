from django.apps import AppConfig


class PactsConfig(AppConfig):
    name = "dampingi.records.pacts"
    label = "pacts"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.pacts.actions import warn_all
        from dampingi.records.pacts.asked import asked
        from dampingi.records.pacts.panel import panel
        from dampingi.records.pacts.waiting import ending, unsigned_partners
        from dampingi.records.pacts.workflow import register_workflow
        from dampingi.records.partners.panels import register_panel
        from dampingi.records.partners.requests import register_source

        register_workflow()
        register_source(asked)
        register_panel(panel)
        chores.every(3600, warn_all)
        register_work(80, ending)
        register_work(90, unsigned_partners)
