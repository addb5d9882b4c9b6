from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "dampingi.records.questions"
    label = "questions"

    def ready(self) -> None:
        from dampingi.foundation.jobs.chores import every
        from dampingi.records.questions.actions.closing import resolve_silent

        every(3600, resolve_silent)
