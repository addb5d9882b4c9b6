from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "dampingi.records.markets"
    label = "markets"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.businesses.followers import follow
        from dampingi.records.markets.following import follow_business
        from dampingi.records.markets.merging import register_rules
        from dampingi.records.markets.waiting import unnoted_turns

        register_rules()
        follow(follow_business)
        register_work(150, unnoted_turns)
