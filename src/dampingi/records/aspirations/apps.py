from django.apps import AppConfig


class AspirationsConfig(AppConfig):
    name = "dampingi.records.aspirations"
    label = "aspirations"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.aspirations.actions.erasing import erase_due
        from dampingi.records.aspirations.workflow import register_workflow

        register_workflow()
        chores.every(3600, erase_due)
