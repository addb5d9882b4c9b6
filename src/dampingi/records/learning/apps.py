from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "dampingi.records.learning"
    label = "learning"

    def ready(self) -> None:
        from dampingi.records.learning.actions.registrations import leave_all
        from dampingi.records.learning.merging import register_rules
        from dampingi.records.programmes.leavers import on_leaving

        register_rules()
        on_leaving(leave_all)
