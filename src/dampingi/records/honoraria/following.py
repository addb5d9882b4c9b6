"""What an approved or reopened monthly report means for its honorarium. Called within the deciding transaction."""

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.honoraria.actions.drafting import draft_honorarium, stop_honorarium
from dampingi.records.mentoring.models import MonthlyReport

ACCOUNTS = Actor.for_system("an approved monthly report yields its honorarium")


def on_approval(report: MonthlyReport) -> None:
    """After the hours were frozen (`hours` comes first among the installed apps)."""
    draft_honorarium(by=ACCOUNTS, report=report)


def on_reopening(report: MonthlyReport) -> None:
    last = report.reopenings.order_by("-at").first()
    stop_honorarium(by=ACCOUNTS, report=report, reason=last.reason if last else "")
