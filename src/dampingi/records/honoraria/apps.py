from django.apps import AppConfig


class HonorariaConfig(AppConfig):
    name = "dampingi.records.honoraria"
    label = "honoraria"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.honoraria.following import on_approval, on_reopening
        from dampingi.records.honoraria.waiting import unchecked
        from dampingi.records.honoraria.workflow import register_workflow
        from dampingi.records.mentoring.followers import follow

        register_workflow()
        follow(approved=on_approval, reopened=on_reopening)
        register_work(70, unchecked)
