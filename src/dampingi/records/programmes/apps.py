from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "dampingi.records.programmes"
    label = "programmes"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.businesses.followers import follow
        from dampingi.records.programmes.following import follow_business
        from dampingi.records.programmes.merging import register_rules
        from dampingi.records.programmes.waiting import unclosed_months, undecided

        register_rules()
        follow(follow_business)
        register_work(30, undecided)
        register_work(60, unclosed_months)
