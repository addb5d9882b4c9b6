from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "dampingi.records.materials"
    label = "materials"

    def ready(self) -> None:
        from dampingi.records.materials.merging import register_rules

        register_rules()
