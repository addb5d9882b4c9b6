from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "dampingi.records.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.duplicates import tasks  # noqa: F401 - registers the job
        from dampingi.records.duplicates.attachments import register_own
        from dampingi.records.duplicates.waiting import open_repeats

        register_own()
        register_work(210, open_repeats)
