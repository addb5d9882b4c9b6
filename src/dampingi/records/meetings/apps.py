from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "dampingi.records.meetings"
    label = "meetings"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.meetings.actions.reminding import remind_all

        chores.every(900, remind_all)
