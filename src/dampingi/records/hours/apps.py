from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "dampingi.records.hours"
    label = "hours"

    def ready(self) -> None:
        from dampingi.records.hours.freezing import freeze_month
        from dampingi.records.mentoring.followers import follow

        follow(approved=freeze_month)
