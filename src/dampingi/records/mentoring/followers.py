"""What higher apps do when a monthly report was approved or opened again: registered at start-up, called within the deciding transaction."""

from collections.abc import Callable

from dampingi.records.mentoring.models import MonthlyReport

Follower = Callable[[MonthlyReport], None]
_approved: list[Follower] = []
_reopened: list[Follower] = []


def follow(*, approved: Follower, reopened: Follower | None = None) -> None:
    _approved.append(approved)
    if reopened:
        _reopened.append(reopened)


def tell_approved(report: MonthlyReport) -> None:
    for follower in _approved:
        follower(report)


def tell_reopened(report: MonthlyReport) -> None:
    for follower in _reopened:
        follower(report)
