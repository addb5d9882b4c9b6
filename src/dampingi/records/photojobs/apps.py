from django.apps import AppConfig


class PhotoJobsConfig(AppConfig):
    name = "dampingi.records.photojobs"
    label = "photojobs"

    def ready(self) -> None:
        from dampingi.records.partners.requests import register_source
        from dampingi.records.photojobs.requests import asked

        register_source(asked)
