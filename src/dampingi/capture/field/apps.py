from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "dampingi.capture.field"
    label = "field"
