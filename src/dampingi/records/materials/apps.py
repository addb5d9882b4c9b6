from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "dampingi.records.materials"
    label = "materials"
