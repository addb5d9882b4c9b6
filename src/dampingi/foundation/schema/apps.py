from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "dampingi.foundation.schema"
    label = "schema"
