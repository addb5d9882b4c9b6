from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "dampingi.records.meetings"
    label = "meetings"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.meetings.actions.items import remind_owners
        from dampingi.records.meetings.actions.reminding import remind_all
        from dampingi.records.meetings.workflow import register_workflow

        register_workflow()
        chores.every(900, remind_all)
        chores.every(3600, remind_owners)
