from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "dampingi.records.verification"
    label = "verification"

    def ready(self) -> None:
        from dampingi.foundation.ui.work import register_work
        from dampingi.records.businesses.actions.bulk import NOTED, WAYS, Noted
        from dampingi.records.verification.actions import KIND, request_looks, withdraw_requests
        from dampingi.records.verification.queries import requested
        from dampingi.records.verification.waiting import differences, unverified

        WAYS["look"] = request_looks
        NOTED[KIND] = Noted(withdraw_requests, requested)
        register_work(190, differences)
        register_work(200, unverified)
