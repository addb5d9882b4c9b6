from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "dampingi.records.programmes"
    label = "programmes"

    def ready(self) -> None:
        from dampingi.records.businesses.followers import follow
        from dampingi.records.programmes.following import follow_business
        from dampingi.records.programmes.merging import register_rules

        register_rules()
        follow(follow_business)
