from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "dampingi.records.memberships"
    label = "memberships"

    def ready(self) -> None:
        from dampingi.records.memberships.merging import register_rules
        from dampingi.records.memberships.requested import asked
        from dampingi.records.partners.requests import register_source

        register_rules()
        register_source(asked)
