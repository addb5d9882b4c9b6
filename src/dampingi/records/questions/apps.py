from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "dampingi.records.questions"
    label = "questions"

    def ready(self) -> None:
        from dampingi.foundation.jobs.chores import every
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.questions.actions.closing import resolve_silent
        from dampingi.records.questions.waiting import unanswered

        every(3600, resolve_silent)
        register_work(20, unanswered)
