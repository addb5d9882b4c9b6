"""When reports are due, who owes one, and how a month stands."""

import datetime
from typing import Any

from django.db.models import Count, F, Q

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.mentoring.models import MonthlyReport, ReportRules
from dampingi.records.mentoring.queries.months import month_before, month_end
from dampingi.records.mentoring.queries.reports import reports
from dampingi.records.programmes.models import Mentor, Programme


def rules_of(programme: Programme) -> ReportRules:
    """The programme's rules; the usual ones, unsaved, where it has none of its own."""
    return ReportRules.objects.filter(programme=programme).first() or ReportRules(programme=programme)


def due_day_of(programme: Programme, month: datetime.date) -> datetime.date:
    return month_end(month) + datetime.timedelta(days=rules_of(programme).due_day)


def on_duty(programme: Programme, month: datetime.date) -> Any:
    """Mentors who owe a report of the month: appointed by its end, not ended before it."""
    found = Mentor.objects.unscoped("all mentors of a programme report").filter(
        programme=programme, appointed_on__lte=month_end(month)
    )
    return found.exclude(ended_on__lt=month).order_by("region", "name")


def month_asked(told: str, *, today: datetime.date) -> datetime.date:
    """`2026-07`; without a month, the last one that is over."""
    try:
        return datetime.date.fromisoformat(f"{told}-01")
    except ValueError:
        return month_before(today)


def standing(actor: Actor, month: datetime.date, *, today: datetime.date) -> dict[str, int]:
    """How many reports of the month there are, and in which state, as far as the actor sees."""
    open_still = Q(submitted_on=None)
    counted = reports(actor).filter(month=month).aggregate(
        owed=Count("id"), on_time=Count("id", filter=Q(submitted_on__lte=F("due_on"))),
        late=Count("id", filter=Q(submitted_on__gt=F("due_on"))),
        overdue=Count("id", filter=open_still & Q(due_on__lt=today)),
        open=Count("id", filter=open_still & Q(due_on__gte=today)),
        approved=Count("id", filter=Q(state=MonthlyReport.State.APPROVED)),
    )  # fmt: skip
    return dict(counted)
