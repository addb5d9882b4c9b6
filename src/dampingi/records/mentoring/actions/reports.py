import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.batches import update_many
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.ui.formats import day as written
from dampingi.records.mentoring.actions.batches import audit
from dampingi.records.mentoring.followers import tell_approved
from dampingi.records.mentoring.intake import ReportWords
from dampingi.records.mentoring.models import MonthlyReport, ReportVersion
from dampingi.records.mentoring.queries.months import month_end, month_figures
from dampingi.records.mentoring.queries.punctuality import due_day_of, on_duty
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.queries import require_open

WORKFLOW = "monthly_report"


@transaction.atomic
def draft_reports(
    *, by: Actor, programme: Programme, month: datetime.date, mentors: Sequence[Mentor] | None = None
) -> list[MonthlyReport]:
    """A draft of the month for each mentor on duty in it; a report already begun is returned as it is."""
    month = month.replace(day=1)
    require_open(programme, month)
    wanted = list(mentors) if mentors is not None else list(on_duty(programme, month))
    for mentor in wanted:
        _require_writer(by, mentor)
        if mentor.appointed_on > month_end(month) or (mentor.ended_on and mentor.ended_on < month):
            raise Refused(
                _("%(name)s tidak bertugas pada bulan itu. Pilih bulan lain.") % {"name": mentor.name}
            )
    begun = {
        r.mentor_id: r
        for r in MonthlyReport.objects.unscoped("writers checked").filter(month=month, mentor__in=wanted)
    }
    due_on = due_day_of(programme, month)
    made = [_draft(m, month, due_on) for m in wanted if m.id not in begun]
    insert_objects(made)
    audit(
        by=by, action="draft_reports", kind="monthly_report", rows=made,
        values=[(str(r.mentor_id), r.month) for r in made],
    )  # fmt: skip
    found = begun | {r.mentor_id: r for r in made}
    return [found[m.id] for m in wanted]


def _draft(mentor: Mentor, month: datetime.date, due_on: datetime.date) -> MonthlyReport:
    return MonthlyReport(
        programme_id=mentor.programme_id, region=mentor.region, mentor=mentor, month=month, due_on=due_on
    )


@transaction.atomic
def write_report(
    *, by: Actor, report: MonthlyReport, obstacle: str, success: str, plan: str
) -> MonthlyReport:
    """Put the mentor's own words into a report that has not been handed in, or has come back."""
    return write_reports(by=by, rows=[ReportWords(report.id, obstacle, success, plan)])[0]


@transaction.atomic
def write_reports(*, by: Actor, rows: Sequence[ReportWords]) -> list[MonthlyReport]:
    """Put words into reports that have not been handed in, or have come back; all or none."""
    found = _own(by, [r.report_id for r in rows])
    each_row(found, _require_editable)
    for report, row in zip(found, rows, strict=True):
        report.obstacle, report.success, report.plan = (
            row.obstacle.strip(),
            row.success.strip(),
            row.plan.strip(),
        )
    update_many(MonthlyReport, ["obstacle", "success", "plan"], found)
    values = [(str(r.id), r.obstacle, r.success, r.plan) for r in found]
    audit(by=by, action="write_report", kind="monthly_report", rows=found, values=values)
    return found


@transaction.atomic
def submit_reports(
    *, by: Actor, reports: Sequence[MonthlyReport], on: datetime.date | None = None
) -> list[MonthlyReport]:
    """Hand reports in, all or none: their figures freeze, and they wait for the level above."""
    found = _own(by, [r.id for r in reports])
    on = on or timezone.localdate()
    each_row(found, lambda r: _check_ready(r, on))
    figures = _figures(found)
    kept = [_hand_in(r, on, figures[r.id]) for r in found]
    update_many(MonthlyReport, ["version", "state", "figures", "submitted_on"], found)
    insert_objects(kept)
    for report in found:
        submit(
            by=by, workflow=WORKFLOW, subject=("monthly_report", report.id), version=report.version,
            region=report.region, drafted_by=report.mentor.user_id, programme=report.programme_id,
            period=f"{report.month:%Y-%m}",
        )  # fmt: skip
    return found


def _check_ready(report: MonthlyReport, on: datetime.date) -> None:
    _require_editable(report)
    if on < month_end(report.month):
        raise Refused(
            _("Bulan laporan belum selesai. Ajukan mulai %(day)s.")
            % {"day": written(month_end(report.month))}
        )
    if not (report.obstacle and report.success and report.plan):
        raise Refused(
            _(
                "Isi kendala, keberhasilan, dan rencana bulan depan sebelum mengajukan. Tulis «tidak ada» bila memang tidak ada."
            )
        )


def _figures(reports: Sequence[MonthlyReport]) -> dict[uuid.UUID, dict]:
    """Each report's numbers as of now, one reading of the records per programme and month."""
    months: dict[tuple, list[MonthlyReport]] = {}
    for report in reports:
        months.setdefault((report.programme_id, report.month), []).append(report)
    found = {}
    for (_programme, month), rows in months.items():
        figures = month_figures(rows[0].programme, month, [r.mentor for r in rows])
        found |= {r.id: figures[r.mentor_id] for r in rows}
    return found


def _hand_in(report: MonthlyReport, on: datetime.date, figures: dict) -> ReportVersion:
    if report.state == MonthlyReport.State.RETURNED:
        report.version += 1
    report.state, report.figures = MonthlyReport.State.SUBMITTED, figures
    report.submitted_on = report.submitted_on or on
    return ReportVersion(
        report=report, version=report.version, submitted_on=on, figures=figures, obstacle=report.obstacle,
        success=report.success, plan=report.plan,
        hash=digest([figures, report.obstacle, report.success, report.plan]),
    )  # fmt: skip


def approved(report_id: uuid.UUID, version: int) -> None:
    """Called by the approvals when the last level has approved: the report is locked."""
    rows = MonthlyReport.objects.unscoped("the approvals checked the deciders")
    locked = rows.filter(id=report_id, version=version, state=MonthlyReport.State.SUBMITTED).update(
        state=MonthlyReport.State.APPROVED, approved_on=timezone.localdate()
    )
    if locked:
        tell_approved(rows.select_related("mentor", "programme").get(id=report_id))


def returned(report_id: uuid.UUID, version: int, comment: str) -> None:
    """Called by the approvals when a level sends the report back: the mentor may write again, as a new version."""
    rows = MonthlyReport.objects.unscoped("the approvals checked the deciders")
    rows.filter(id=report_id, version=version, state=MonthlyReport.State.SUBMITTED).update(
        state=MonthlyReport.State.RETURNED
    )


def _own(by: Actor, ids: list[uuid.UUID]) -> list[MonthlyReport]:
    """The reports in the order asked, locked, all of them the actor's own to write."""
    rows = MonthlyReport.objects.for_actor(by, Permission.DRAFT_MONTHLY_REPORTS).select_for_update(
        of=("self",)
    )
    found: dict[uuid.UUID, MonthlyReport] = {}
    for start in range(0, len(ids), 500):
        chosen = rows.filter(id__in=ids[start : start + 500]).select_related("mentor", "programme")
        found |= {r.id: r for r in chosen}
    if set(ids) - set(found):
        raise Refused(_("Laporan itu tidak ada, atau bukan laporan Anda."), status=404)
    return [found[i] for i in ids]


def _require_writer(by: Actor, mentor: Mentor) -> None:
    own = mentor.user_id == by.user_id and by.holds(Permission.DRAFT_MONTHLY_REPORTS)
    if not (by.system or own):
        raise Denied(_("Laporan bulanan disusun oleh pendampingnya sendiri."))


def _require_editable(report: MonthlyReport) -> None:
    if not report.editable:
        raise Conflict(_("Laporan ini sudah diajukan dan tidak dapat diubah. Tunggu keputusan pemeriksa."))
    require_open(report.programme, report.month)
