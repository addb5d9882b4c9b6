import datetime
import uuid

from django.db.models import F, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval, Verdict
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.months import month_before, month_figures
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import current_programme, own_mentor


def reports(actor: Actor):
    """Monthly reports within reach: one's own, and those of the mentors one looks after."""
    found = MonthlyReport.objects.for_actor(actor, Permission.VIEW_MONTHLY_REPORTS)
    return found.select_related("mentor", "programme")


def report(actor: Actor, id: uuid.UUID) -> MonthlyReport:
    found = reports(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Laporan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def by_lateness(found, lateness: str, *, today: datetime.date):
    """on_time and late are handed in; overdue is past its day and not handed in; behind is either; open still has time."""
    narrow = {
        "on_time": Q(submitted_on__lte=F("due_on")),
        "late": Q(submitted_on__gt=F("due_on")),
        "overdue": Q(submitted_on=None, due_on__lt=today),
        "behind": Q(submitted_on__gt=F("due_on")) | Q(submitted_on=None, due_on__lt=today),
        "open": Q(submitted_on=None, due_on__gte=today),
    }
    return found.filter(narrow[lateness])


def figures_of(report: MonthlyReport) -> dict:
    """The frozen figures of a report handed in; the records' as of now while the mentor still writes."""
    if not report.editable:
        return report.figures
    return month_figures(report.programme, report.month, [report.mentor])[report.mentor_id]


def way_of(report: MonthlyReport) -> list[Approval]:
    """Every version's approval with its verdicts, newest version first."""
    return list(approvals_of("monthly_report", report.id))


def decidable(actor: Actor, approvals: list[Approval]) -> Approval | None:
    """The approval the actor can decide now, if it is theirs."""
    return next((a for a in approvals if may_decide(actor, a)), None)


def to_decide(report: MonthlyReport) -> Approval:
    """The approval that waits, whoever may decide it; a refusal when nothing waits any more."""
    waiting = next((a for a in way_of(report) if a.state == Approval.State.WAITING), None)
    if waiting is None:
        raise Conflict(_("Laporan ini sudah diputuskan. Muat ulang halaman untuk melihat keputusannya."))
    return waiting


def last_comment(report: MonthlyReport, approvals: list[Approval]) -> Verdict | None:
    """Why the report came back, while it is back."""
    if report.state != MonthlyReport.State.RETURNED:
        return None
    verdicts = [v for a in approvals for v in a.verdicts.all() if not v.approved]
    return max(verdicts, key=lambda v: v.at, default=None)


def signed(approvals: list[Approval]) -> dict[int, Verdict]:
    """level -> who approved the newest version there."""
    newest = approvals[0].verdicts.all() if approvals else ()
    return {v.level: v for v in newest if v.approved}


def months_to_report(actor: Actor, *, today: datetime.date) -> list[tuple[Mentor, datetime.date]]:
    """The actor's own months that have begun and have no report yet, newest first: this month and the two before."""
    programme = current_programme(actor)
    mentor = (
        own_mentor(actor, programme) if programme and actor.holds(Permission.DRAFT_MONTHLY_REPORTS) else None
    )
    if mentor is None:
        return []
    months = [today.replace(day=1)]
    while len(months) < 3:
        months.append(month_before(months[-1]))
    known = set(
        MonthlyReport.objects.for_actor(actor, Permission.DRAFT_MONTHLY_REPORTS)
        .filter(mentor=mentor, month__in=months)
        .values_list("month", flat=True)
    )
    first = mentor.appointed_on.replace(day=1)
    last = min(mentor.ended_on or today, mentor.programme.ends_on)
    return [(mentor, m) for m in months if first <= m <= last and m not in known]
