from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "dampingi.records.voices"
    label = "voices"
