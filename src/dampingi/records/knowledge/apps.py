from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "dampingi.records.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from dampingi.records.knowledge.workflow import register_workflow

        register_workflow()
