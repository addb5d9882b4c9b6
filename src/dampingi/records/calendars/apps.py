from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "dampingi.records.calendars"
    label = "calendars"
