from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "dampingi.records.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from dampingi.records.duplicates import tasks  # noqa: F401 - registers the job
        from dampingi.records.duplicates.attachments import register_own

        register_own()
