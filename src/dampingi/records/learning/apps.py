from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "dampingi.records.learning"
    label = "learning"

    def ready(self) -> None:
        from dampingi.records.learning.merging import register_rules

        register_rules()
