"""What changes a loan after the akad. Each event makes a new version of the schedule; months before it stay what they were."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.engines.subsidy import WHOLE, Keeps
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui import formats
from dampingi.records.loans.actions.bank import answers, keep
from dampingi.records.loans.actions.steps import HANDLE
from dampingi.records.loans.models import Loan, LoanEvent
from dampingi.records.loans.queries.loans import lines_of, ran_out, recounted, stopped_on
from dampingi.records.loans.watchers import tell
from dampingi.records.programmes.rosters import today_in

AHEAD = 366
"""A bank announces a new rate so many days before it holds, at most."""
Kind, Why = LoanEvent.Kind, LoanEvent.Why


@transaction.atomic
def prepay(
    *, by: Actor, loan: uuid.UUID, on: datetime.date, amount: int, keeps: str = Keeps.TERM, note: str = ""
) -> LoanEvent:
    """Part of the principal is paid before it is due."""
    if keeps not in set(Keeps):
        raise Refused(_("Pilih apa yang tetap: jangka waktu atau angsurannya."))
    if not 0 < amount <= 10**13:
        raise Refused(_("Isi jumlah yang dibayar lebih awal, lebih dari nol."))
    return _happen(
        by, loan, LoanEvent(kind=Kind.PREPAID, on=on, amount=amount, keeps=keeps, note=note.strip()[:300])
    )


@transaction.atomic
def change_rate(*, by: Actor, loan: uuid.UUID, on: datetime.date, rate: int, note: str = "") -> LoanEvent:
    """The bank's rate from a day on; what falls due before it is as it was."""
    if not 0 <= rate <= WHOLE:
        raise Refused(_("Bunga setahun antara 0 dan 100 persen."))
    return _happen(
        by, loan, LoanEvent(kind=Kind.RATE, on=on, rate=rate, note=note.strip()[:300]), ahead=AHEAD
    )


@transaction.atomic
def stop(*, by: Actor, loan: uuid.UUID, on: datetime.date, why: str, note: str = "") -> LoanEvent:
    """The city pays nothing that falls due after this day. The borrower may ask for a loan again once it is settled."""
    if why not in Why.values:
        raise Refused(_("Pilih sebab berhentinya subsidi."))
    made = _happen(by, loan, LoanEvent(kind=Kind.STOPPED, on=on, why=why, note=note.strip()[:300]))
    if why == Why.SETTLED:
        application = made.loan.application
        application.ended_on = today_in(application.region)
        application.save(update_fields=["ended_on"])
    return made


@transaction.atomic
def settle(*, by: Actor, loan: uuid.UUID, on: datetime.date, note: str = "") -> Loan:
    """All is paid, after its last month or though the city had stopped paying before: the borrower may ask for a loan again."""
    found = _locked(by, loan)
    application, today = found.application, today_in(found.region)
    first = stopped_on(found) or (application.last_due if ran_out(application, today) else None)
    if application.ended_on is not None:
        raise Conflict(_("Pinjaman ini sudah dicatat lunas."))
    if first is None:
        raise Refused(_("Subsidinya masih berjalan. Catat berhentinya subsidi dengan sebab Lunas."))
    if not first <= on <= today:
        raise Refused(
            _("Pilih tanggal dari %(first)s sampai %(last)s.") % {"first": formats.day(first), "last": formats.day(today)}
        )  # fmt: skip
    application.ended_on = on
    application.save(update_fields=["ended_on"])
    record_event(
        by=by, action="change_loan", subject=("loan", found.id), region=found.region,
        detail={"kind": Why.SETTLED, "on": on.isoformat()}, values=[note.strip()[:300]],
    )  # fmt: skip
    return found


def _locked(by: Actor, id: uuid.UUID) -> Loan:
    rows = Loan.objects.unscoped("reach is checked below").select_for_update(of=("self",))
    loan = rows.select_related("application__edition", "application__bank").filter(id=id).first()
    if loan is None or not (answers(by, loan.application) or by.may(HANDLE, region=loan.region)):
        raise Refused(_("Pinjaman itu tidak ada, atau bukan urusan Anda."), status=404)
    return loan


def _happen(by: Actor, id: uuid.UUID, event: LoanEvent, ahead: int = 0) -> LoanEvent:
    loan = _locked(by, id)
    _check_day(loan, event, ahead)
    event.loan, event.by, event.by_name = loan, by.user_id, by.name[:150]
    before = lines_of(loan)
    try:
        lines, stopped = recounted(loan, event)
    except ValueError:
        owed = next((n.balance for n in before if n.due_on > event.on), 0)
        raise Refused(
            _("Pada tanggal itu sisa pinjaman hanya %(owed)s. Perbaiki jumlah atau tanggalnya.")
            % {"owed": formats.money(owed)}
        ) from None
    if [n for n in before if n.due_on < event.on] != [n for n in lines if n.due_on < event.on]:
        raise RuntimeError("an event must leave the months before it")
    event.save(force_insert=True)
    version = loan.schedules.count() + 1
    keep(loan, lines, loan.share, version=version, event=event, stop=stopped)
    record_event(
        by=by, action="change_loan", subject=("loan", loan.id), region=loan.region,
        detail={"kind": event.kind, "on": event.on.isoformat(), "version": version}, values=[event.note],
    )  # fmt: skip
    tell("changed", by, loan, event)
    return event


def _check_day(loan: Loan, event: LoanEvent, ahead: int) -> None:
    if loan.events.filter(kind=Kind.STOPPED).exists():
        raise Conflict(_("Subsidi pinjaman ini sudah berhenti; tidak ada yang berubah lagi."))
    first = loan.signed_on
    last = today_in(loan.region) + datetime.timedelta(days=ahead)
    if not first <= event.on <= last:
        raise Refused(
            _("Pilih tanggal dari %(first)s sampai %(last)s.") % {"first": formats.day(first), "last": formats.day(last)}
        )  # fmt: skip
