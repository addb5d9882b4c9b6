import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.hours.days import Entry
from dampingi.records.hours.models import FrozenMonth, Work
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.models import Mentor, PeriodClosure

VISITS = "kunjungan"
WHY = "of a mentor the caller may see"


@dataclass(frozen=True)
class Logged:
    """One row of a mentor's month, with the record it comes from."""

    entry: Entry
    visit: Visit | None = None
    work: Work | None = None


@dataclass
class Month:
    """A mentor's month as its reader needs it."""

    mentor: Mentor
    month: datetime.date
    rows: list[Logged]
    """Newest day first."""
    report: MonthlyReport | None = None
    frozen: FrozenMonth | None = None
    closed: bool = False
    corrected: dict[uuid.UUID, Work] = field(default_factory=dict)
    """Rows that a later one replaced, by the id of the later one."""

    @property
    def entries(self) -> list[Entry]:
        return [r.entry for r in self.rows]

    @property
    def approved(self) -> bool:
        return bool(self.report and self.report.state == MonthlyReport.State.APPROVED)


def mentors_seen(actor: Actor):
    """Whose hours the actor may see: those whose monthly reports they may read."""
    return Mentor.objects.for_actor(actor, Permission.VIEW_MONTHLY_REPORTS)


def mentor_seen(actor: Actor, id: uuid.UUID) -> Mentor:
    found = mentors_seen(actor).filter(id=id).select_related("programme").first()
    if found is None:
        raise Refused(_("Pendamping itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def month_of(mentor: Mentor, month: datetime.date) -> Month:
    """The caller has checked that the mentor may be seen."""
    report = MonthlyReport.objects.unscoped(WHY).filter(mentor=mentor, month=month).first()
    frozen = FrozenMonth.objects.filter(report=report).order_by("-version").first() if report else None
    worked = works(mentor, month)
    standing = [w for w in worked if not hasattr(w, "corrected_by") and w.minutes]
    rows = [Logged(entry_of_visit(v), visit=v) for v in visits(mentor, month)]
    rows += [Logged(entry_of_work(w), work=w) for w in standing]
    rows.sort(key=lambda r: (r.entry.on, r.entry.starts or datetime.time.max, str(r.entry.id)), reverse=True)
    closed = PeriodClosure.objects.filter(programme=mentor.programme_id, month=month).exists()
    by_id = {w.id: w for w in worked}
    corrected = {w.id: by_id[w.corrects_id] for w in worked if w.corrects_id in by_id}
    return Month(mentor, month, rows, report, frozen, closed, corrected)


def visits(mentor: Mentor, month: datetime.date) -> list[Visit]:
    found = Visit.objects.unscoped(WHY).filter(
        mentor=mentor, archived_at=None, on__gte=month, on__lte=month_end(month)
    )
    return list(
        found.select_related("enrolment__person").only("on", "minutes", "topic", "enrolment__person__name")
    )


def works(mentor: Mentor, month: datetime.date) -> list[Work]:
    """All that was written of the month, corrected or not."""
    found = Work.objects.unscoped(WHY).filter(mentor=mentor, on__gte=month, on__lte=month_end(month))
    return list(found.select_related("corrected_by"))


def taken_back(month: Month) -> list[Work]:
    """Corrections that took a row back."""
    return [w for w in works(month.mentor, month.month) if not w.minutes and not hasattr(w, "corrected_by")]


def entry_of_visit(visit: Visit) -> Entry:
    return Entry(visit.id, visit.on, VISITS, visit.minutes)


def entry_of_work(work: Work) -> Entry:
    return Entry(work.id, work.on, work.kind, work.minutes, work.starts)


def minutes_on(mentor: Mentor, days: Iterable[datetime.date]) -> dict[datetime.date, int]:
    """What stands on those days already."""
    wanted = list(set(days))
    found = dict.fromkeys(wanted, 0)
    for model, where in ((Visit, Q(archived_at=None)), (Work, Q(corrected_by=None))):
        rows = model.objects.unscoped(WHY).filter(where, mentor=mentor, on__in=wanted).order_by()
        for on, minutes in rows.values_list("on").annotate(n=Sum("minutes")):
            found[on] += minutes or 0
    return found


def work(actor: Actor, id: uuid.UUID) -> Work:
    found = Work.objects.for_actor(actor, Permission.VIEW_MONTHLY_REPORTS).filter(id=id)
    one = found.select_related("mentor", "programme").first()
    if one is None:
        raise Refused(_("Catatan jam itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def with_hours(mentors, month: datetime.date):
    """Mentors with their month's minutes: `visited`, `worked`, `other` kinds, and `minutes` in all."""
    within = {"mentor": OuterRef("pk"), "on__gte": month, "on__lte": month_end(month)}
    visited = Visit.objects.unscoped(WHY).filter(archived_at=None, **within)
    worked = Work.objects.unscoped(WHY).filter(corrected_by=None, **within)
    told = {
        "visited": _summed(visited),
        "taught": _summed(worked.filter(kind__in=("pelatihan", "klinik"))),
        "travelled": _summed(worked.filter(kind="perjalanan")),
        "other": _summed(worked.exclude(kind__in=("pelatihan", "klinik", "perjalanan"))),
    }
    frozen = (
        MonthlyReport.objects.unscoped(WHY).filter(mentor=OuterRef("pk"), month=month).values("state")[:1]
    )
    found = mentors.annotate(**told, report_state=Subquery(frozen))
    return found.annotate(minutes=F("visited") + F("taught") + F("travelled") + F("other"))


def _summed(rows) -> Coalesce:
    sums = rows.order_by().values("mentor").annotate(n=Sum("minutes")).values("n")
    return Coalesce(Subquery(sums, output_field=IntegerField()), 0)
