"""Once a day: the month that is over gets its drafts, so that whoever does nothing is counted too, and who owes a report is reminded."""

import datetime
import uuid
from collections import Counter
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.ui.formats import month as written_month
from dampingi.records.mentoring.actions.reports import draft_reports
from dampingi.records.mentoring.models import MonthlyReport, ReportReminder
from dampingi.records.mentoring.queries.months import month_before
from dampingi.records.mentoring.queries.punctuality import on_duty, rules_of
from dampingi.records.programmes.models import PeriodClosure, Programme
from dampingi.records.programmes.rosters import today_in

Kind = ReportReminder.Kind
WHY = "every mentor who owes a report is reminded"
TEXTS = {
    Kind.SOON: gettext_noop("Laporan %(month)s belum diajukan. Batas waktunya %(due)s."),
    Kind.DUE: gettext_noop("Hari ini batas waktu laporan %(month)s. Ajukan sebelum hari berganti."),
    Kind.LATE: gettext_noop("Laporan %(month)s lewat batas waktu %(due)s. Ajukan secepatnya."),
    Kind.WEEK: gettext_noop("Laporan %(month)s sudah seminggu lewat batas waktu %(due)s. Hubungi penyelenggara bila ada halangan."),
}  # fmt: skip
BEHIND = gettext_noop("%(count)s laporan %(month)s di wilayah Anda lewat batas waktu dan belum diajukan.")


def remind_all() -> int:
    """The worker's chore; several workers may do it side by side."""
    told = 0
    for programme in Programme.objects.order_by("code"):
        told += remind(programme=programme, today=today_in(programme.region))
    return told


@transaction.atomic
def remind(*, programme: Programme, today: datetime.date) -> int:
    """Draft what is missing of the month that is over, and remind who has not handed in; returns how many were told."""
    month = month_before(today)
    if not (programme.starts_on.replace(day=1) <= month <= programme.ends_on):
        return 0
    if PeriodClosure.objects.filter(programme=programme, month=month).exists():
        return 0
    owed = MonthlyReport.objects.unscoped(WHY).filter(programme=programme, month=month)
    begun = set(owed.values_list("mentor_id", flat=True))
    missing = [m for m in on_duty(programme, month) if m.id not in begun]
    if missing:
        by = Actor.for_system("monthly reports of a month that is over")
        draft_reports(by=by, programme=programme, month=month, mentors=missing)
    return _remind(programme, owed.filter(submitted_on=None), today)


def _remind(programme: Programme, owed: Any, today: datetime.date) -> int:
    days, told = rules_of(programme).remind_days, []
    for report in owed.select_related("mentor").exclude(mentor__ended_on__lt=today):
        kind = _kind(report, days, today)
        if kind and _first(report, kind, today):
            values = {"month": written_month(report.month), "due": report.due_on.isoformat()}
            url = reverse("monthly_report", args=[report.id])
            notify(users=[report.mentor.user_id], text=TEXTS[kind], values=values, url=url)
            told.append((report, kind))
    _tell_checkers([r for r, kind in told if kind == Kind.LATE], today)
    return len(told)


def _kind(report: MonthlyReport, days: int, today: datetime.date) -> ReportReminder.Kind | None:
    """The newest kind whose day has come: a worker that was away reminds once, not three times."""
    left = (report.due_on - today).days
    if left <= -7:
        return Kind.WEEK
    if left < 0:
        return Kind.LATE
    if left == 0:
        return Kind.DUE
    return Kind.SOON if left <= days else None


def _first(report: MonthlyReport, kind: str, today: datetime.date) -> bool:
    _row, new = ReportReminder.objects.get_or_create(report=report, kind=kind, defaults={"on": today})
    return new


def _tell_checkers(late: list[MonthlyReport], today: datetime.date) -> None:
    """The coordinators of each kecamatan how many are behind there, and the offices of the city how many in all."""
    told: Counter[tuple[uuid.UUID, datetime.date]] = Counter()
    for report in late:
        for role, depth in ((Role.COORDINATOR, 3), (Role.OFFICE, 2)):
            for user in users_with(role, region=ancestor(report.region, depth), on=today):
                told[user.id, report.month] += 1
    for (id, month), count in told.items():
        url = f"{reverse('monthly_reports')}?bulan={month:%Y-%m}&ketepatan=overdue"
        notify(users=[id], text=BEHIND, values={"count": count, "month": written_month(month)}, url=url)
