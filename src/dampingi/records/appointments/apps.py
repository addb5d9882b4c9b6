from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "dampingi.records.appointments"
    label = "appointments"

    def ready(self) -> None:
        from dampingi.records.appointments.queries import why_not
        from dampingi.records.programmes.readiness import ask

        ask(why_not)
