from django.apps import AppConfig


class PhotoJobsConfig(AppConfig):
    name = "dampingi.records.photojobs"
    label = "photojobs"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.partners.requests import register_source
        from dampingi.records.photojobs.requests import asked
        from dampingi.records.photojobs.waiting import late_photos

        register_source(asked)
        register_work(160, late_photos)
