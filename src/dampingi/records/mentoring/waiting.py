"""What waits on the office's first page."""

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.mentoring.actions.reports import WORKFLOW
from dampingi.records.mentoring.models import MonthlyReport, Reverification, ReverificationDraw


def unchecked_reports(desk: Desk) -> Work | None:
    if not desk.actor.holds(Permission.CHECK_MONTHLY_REPORTS):
        return None
    count = sum(a.workflow == WORKFLOW for a in waiting_for(desk.actor))
    return Work(
        count,
        _("laporan bulanan menunggu pemeriksaan Anda"),
        _("Terlama lebih dulu"),
        address("inbox") or "",
        "inbox",
    )


def overdue_reports(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.VIEW_MONTHLY_REPORTS):
        return None
    late = MonthlyReport.objects.for_actor(desk.actor, Permission.VIEW_MONTHLY_REPORTS).filter(
        programme=desk.programme, submitted_on=None, due_on__lt=desk.today
    )
    return Work(
        late.count(),
        _("laporan bulanan lewat tenggat"),
        _("Belum diajukan pendampingnya"),
        address("monthly_reports") or "",
        "report",
        State.LATE,
    )


def reverifications(desk: Desk) -> Work | None:
    if not desk.actor.may(Permission.REVERIFY_OUTCOMES, region=desk.programme.region):
        return None
    drawn = ReverificationDraw.objects.for_actor(desk.actor, Permission.REVERIFY_OUTCOMES).filter(
        programme=desk.programme
    )
    done = Reverification.objects.for_actor(desk.actor, Permission.REVERIFY_OUTCOMES).filter(
        programme=desk.programme
    )
    count = drawn.exclude(enrolment__in=done.values("enrolment")).count()
    return Work(
        count,
        _("hasil peserta terundi untuk diperiksa ulang"),
        _("Diperiksa orang lain, bukan pendampingnya"),
        address("participants") or "",
        "shield",
    )
