import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit, withdraw
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.honoraria.counting import counted, overpaid, rates_for
from dampingi.records.honoraria.models import Honorarium, SetOff
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Programme

WORKFLOW = "honorarium"
KIND = "honorarium"
OPEN = (Honorarium.State.DRAFT, Honorarium.State.CHECKED, Honorarium.State.RETURNED)


@transaction.atomic
def draft_honorarium(*, by: Actor, report: MonthlyReport) -> Honorarium | None:
    """What the mentor is due for an approved report, once for each of its versions. None while the programme has no rates for that month.

    Only its own units, the frozen hours and the editions in force count. `report` comes with its mentor and programme.
    """
    if report.state != MonthlyReport.State.APPROVED:
        raise Conflict(_("Honorarium dihitung setelah laporannya disetujui."))
    MonthlyReport.objects.unscoped("one at a time").select_for_update().get(id=report.id)
    kept = (
        Honorarium.objects.unscoped("of a report in hand")
        .filter(report=report, version=report.version)
        .first()
    )
    rates = None if kept else rates_for(report.programme, report.month)
    if kept or rates is None:
        return kept
    made = Honorarium(
        programme_id=report.programme_id, region=report.region, mentor=report.mentor, report=report,
        version=report.version, **counted(report, rates),
    )  # fmt: skip
    made.state = _first_state(made.due)
    made.save(force_insert=True)
    _settle(by, made)
    return made


def _first_state(due: int) -> str:
    state = Honorarium.State
    return state.DRAFT if due > 0 else state.SETTLED if due == 0 else state.OVERPAID


def _settle(by: Actor, made: Honorarium) -> None:
    """Set off what was owed, and ask for a check where something is to be paid."""
    left = made.set_off
    for row, owed in overpaid(made.mentor) if left else ():
        taken = min(left, owed)
        if taken and row.id != made.id:
            SetOff.objects.create(overpaid=row, taken_in=made, amount=taken)
            left -= taken
    _record(by, "draft_honorarium", made, detail={"version": made.version, "attempt": made.attempt})
    if made.state == Honorarium.State.DRAFT:
        submit(
            by=by, workflow=WORKFLOW, subject=(KIND, made.id), version=made.attempt, region=made.region,
            drafted_by=made.mentor.user_id, programme=made.programme_id, period=f"{made.month:%Y-%m}",
        )  # fmt: skip


@transaction.atomic
def draft_missing(*, by: Actor, programme: Programme, month: datetime.date) -> int:
    """Make those of approved reports that have none yet, because the rates came later; returns how many."""
    by.require(Permission.MANAGE_HONORARIA, region=programme.region, programme=programme.id)
    if rates_for(programme, month) is None:
        raise Refused(_("Belum ada tarif yang berlaku pada bulan itu. Isi tarifnya dahulu."))
    rows = missing(programme, month)
    for report in rows:
        draft_honorarium(by=by, report=report)
    return len(rows)


def missing(programme: Programme, month: datetime.date) -> list[MonthlyReport]:
    approved = MonthlyReport.objects.unscoped("of a programme in reach").filter(
        programme=programme, month=month, state=MonthlyReport.State.APPROVED
    )
    made = Honorarium.objects.unscoped("of a programme in reach").filter(programme=programme, month=month)
    known = set(made.values_list("report_id", "version"))
    rows = approved.select_related("mentor", "programme").order_by("region", "id")
    return [r for r in rows if (r.id, r.version) not in known]


@transaction.atomic
def recompute(*, by: Actor, honorarium: uuid.UUID) -> Honorarium:
    """Count a returned one again - with the rates, the tax and the account of today - and ask for a check once more."""
    found = locked(by, honorarium)
    if found.state != Honorarium.State.RETURNED:
        raise Conflict(_("Hanya honorarium yang dikembalikan yang dihitung ulang."))
    report = found.report
    if report.state != MonthlyReport.State.APPROVED or report.version != found.version:
        raise Conflict(_("Laporannya dibuka kembali. Tunggu sampai disetujui lagi."))
    release(found)
    for name, value in counted(report, rates_for(report.programme, report.month) or found.rates).items():
        setattr(found, name, value)
    found.attempt, found.reason, found.state = found.attempt + 1, "", _first_state(found.due)
    found.save()
    _settle(by, found)
    return found


@transaction.atomic
def stop_honorarium(*, by: Actor, report: MonthlyReport, reason: str) -> None:
    """Its report was opened again: what is not paid is not paid."""
    rows = (
        Honorarium.objects.unscoped("of a report in hand")
        .select_for_update()
        .filter(report=report, state__in=OPEN)
    )
    for found in rows:
        withdraw(by=by, workflow=WORKFLOW, subject=(KIND, found.id), reason=reason)
        release(found)
        found.state, found.reason, found.set_off = Honorarium.State.STOPPED, reason[:500], 0
        found.save(update_fields=["state", "reason", "set_off"])
        _record(by, "stop_honorarium", found, reason=reason)


def release(found: Honorarium) -> None:
    """What was set off in it is owed again."""
    SetOff.objects.filter(taken_in=found).delete()


def locked(by: Actor, id: uuid.UUID) -> Honorarium:
    rows = Honorarium.objects.for_actor(by, Permission.MANAGE_HONORARIA).select_for_update(of=("self",))
    found = (
        rows.select_related("mentor", "report__programme", "report__mentor", "rates").filter(id=id).first()
    )
    if found is None:
        raise Refused(_("Honorarium itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _record(
    by: Actor, action: str, found: Honorarium, *, reason: str = "", detail: dict | None = None
) -> None:
    record_event(
        by=by, action=action, subject=(KIND, found.id), region=found.region, programme=found.programme_id,
        reason=reason, detail=detail or {}, values=[found.hash],
    )  # fmt: skip
