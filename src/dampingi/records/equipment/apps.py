from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    name = "dampingi.records.equipment"
    label = "equipment"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.equipment.doubles import equipment_aid, register_source
        from dampingi.records.equipment.merging import register_rules
        from dampingi.records.equipment.waiting import unseen_items
        from dampingi.records.equipment.workflow import register_workflows

        register_rules()
        register_workflows()
        register_source("equipment", equipment_aid)
        register_work(120, unseen_items)
