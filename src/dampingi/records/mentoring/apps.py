from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "dampingi.records.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.businesses.models import Business
        from dampingi.records.duplicates.attachments import summarise
        from dampingi.records.mentoring.actions.reminding import remind_all
        from dampingi.records.mentoring.queries.visits import visits_of
        from dampingi.records.mentoring.waiting import overdue_reports, reverifications, unchecked_reports
        from dampingi.records.mentoring.workflow import register_workflow

        register_workflow()
        chores.every(3600, remind_all)
        summarise(Business, visits_of)
        register_work(10, unchecked_reports)
        register_work(40, overdue_reports)
        register_work(50, reverifications)
