from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "dampingi.records.verification"
    label = "verification"

    def ready(self) -> None:
        from dampingi.records.businesses.actions.bulk import NOTED, WAYS, Noted
        from dampingi.records.verification.actions import KIND, ask_for_looks, withdraw_requests
        from dampingi.records.verification.queries import requested

        WAYS["look"] = ask_for_looks
        NOTED[KIND] = Noted(withdraw_requests, requested)
