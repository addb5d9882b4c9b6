from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "dampingi.demo"
    label = "demo"
