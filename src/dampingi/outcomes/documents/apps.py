from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "dampingi.outcomes.documents"
    label = "documents"
