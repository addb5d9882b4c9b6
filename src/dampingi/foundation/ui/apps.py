from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "dampingi.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        from dampingi.foundation.ui.mistakes import speak_plainly

        speak_plainly()
