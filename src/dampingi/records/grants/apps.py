from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "dampingi.records.grants"
    label = "grants"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.equipment.doubles import register_source
        from dampingi.records.grants.merging import register_rules
        from dampingi.records.grants.waiting import late_reports
        from dampingi.records.grants.workflow import granted, register_workflow

        register_rules()
        register_workflow()
        register_source("grants", granted)
        register_work(130, late_reports)
