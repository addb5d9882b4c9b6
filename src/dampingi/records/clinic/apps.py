from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "dampingi.records.clinic"
    label = "clinic"

    def ready(self) -> None:
        from dampingi.records.businesses.followers import follow
        from dampingi.records.clinic.following import follow_business
        from dampingi.records.clinic.merging import register_rules

        register_rules()
        follow(follow_business)
