from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "dampingi.outcomes.decisions"
    label = "decisions"

    def ready(self) -> None:
        from dampingi.outcomes.decisions.served import last_decisions
        from dampingi.records.recruitment import beside

        beside.tellers.append(last_decisions)
