from django.apps import AppConfig


class TheoryConfig(AppConfig):
    name = "dampingi.insight.theory"
    label = "theory"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.insight.theory.waiting import unjudged_rows

        register_work(140, unjudged_rows)
