from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "dampingi.pages"
    label = "pages"

    def ready(self) -> None:
        from dampingi.foundation.ui.navigation import register
        from dampingi.pages.menu import ITEMS

        register(*ITEMS)
