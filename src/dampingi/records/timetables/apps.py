from django.apps import AppConfig


class TimetablesConfig(AppConfig):
    name = "dampingi.records.timetables"
    label = "timetables"
