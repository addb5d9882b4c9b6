"""An approved claim in the book of the budget: owed, paid, and a line taken back."""

import datetime
import uuid
from collections import defaultdict

from django.db import transaction
from django.urls import reverse as address
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import zone
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.holdings import Sum
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Account, Budget, Entry, Purpose
from dampingi.records.budgets.posting import lock
from dampingi.records.budgets.queries.budgets import budget_of
from dampingi.records.partners.queries import people_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.actions.claims import SUBJECT, locked, withdraw_lines
from dampingi.records.subsidies.models import Claim, ClaimLine
from dampingi.records.subsidies.reserving import SUBJECT as HELD_FOR
from dampingi.records.subsidies.reserving import due_in, set_right

State = Claim.State


def approved(id: uuid.UUID, _version: int) -> None:
    """The head approved: what counts is owed. What was not reserved for a loan's month is reserved now, or refused."""
    found = locked(id)
    by = Actor(found.accepted_by, str(found.accepted_by), name=found.accepted_by_name, system=True)
    on = today_in(found.region)
    for budget, lines in by_budget(found).items():
        lock([budget.id])
        _reserve_what_is_missing(by, budget, lines, on)
        rows = [Sum(_subject(n), n.payable, f"owe:{n.id}", _name(n)) for n in lines]
        holdings.owe(by=by, budget=budget, rows=rows, on=on, reference=str(_claim_name(found)))
    found.state = State.APPROVED
    found.save(update_fields=["state"])
    _release_what_is_left(by, found)


def _release_what_is_left(by: Actor, found: Claim) -> None:
    """Of a month billed below what is due nothing more will come."""
    for budget, lines in by_budget(found).items():
        for loan in {n.loan for n in lines if n.loan and n.due and n.payable < n.due}:
            set_right(by, budget, loan.application_id, due_in(loan, budget.year), at_most_free=True)


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    withdraw_lines(locked(id), comment)


@transaction.atomic
def pay(*, by: Actor, claim: uuid.UUID, reference: str, on: datetime.date) -> Claim:
    """The SP2D's number pays the whole of it, once."""
    found = locked(claim)
    by.require(Permission.MANAGE_MONEY, region=found.region)
    if found.state != State.APPROVED:
        raise Conflict(_("Tagihan ini belum disetujui atau sudah dibayar. Muat ulang halaman."))
    if not reference.strip() or len(reference.strip()) > 100:
        raise Refused(_("Isi nomor SP2D-nya, paling panjang 100 huruf."))
    if not found.accepted_at or not found.accepted_at.astimezone(zone(found.region)).date() <= on <= today_in(
        found.region
    ):
        raise Refused(_("Tanggal bayar tidak boleh sebelum tagihan diterima atau sesudah hari ini."))
    for budget, lines in by_budget(found).items():
        rows = [Sum(_subject(n), n.payable, f"pay:{n.id}", _name(n)) for n in lines]
        holdings.pay(by=by, budget=budget, rows=rows, on=on, reference=reference)
    found.state, found.paid_on, found.paid_reference = State.PAID, on, reference.strip()
    found.save()
    record_event(
        by=by, action="pay_subsidy_claim", subject=(SUBJECT, found.id), region=found.region, detail={"reference": found.paid_reference}
    )  # fmt: skip
    notify(
        users=people_of(found.bank), text=gettext_noop("Tagihan subsidi %(month)s dibayar: %(paper)s."),
        values={"month": f"{found.month:%m/%Y}", "paper": found.paid_reference}, url=address("subsidy_claim", args=[found.id]),
    )  # fmt: skip
    return found


@transaction.atomic
def take_back(*, by: Actor, line: uuid.UUID, reason: str) -> ClaimLine:
    """A line that was owed or paid by mistake: its money is reserved again, and its month may be claimed anew."""
    row = ClaimLine.objects.select_related("claim", "loan").filter(id=line).first()
    if row is None:
        raise Refused(_("Baris itu tidak ada."), status=404)
    found = locked(row.claim_id)
    by.require(Permission.APPROVE_MONEY, region=found.region)
    row.refresh_from_db()
    if not row.counts or found.state not in (State.APPROVED, State.PAID):
        raise Conflict(_("Baris ini tidak berlaku lagi atau belum disetujui. Muat ulang halaman."))
    if not reason.strip() or len(reason.strip()) > 300:
        raise Refused(_("Tulis mengapa baris ini dibatalkan, paling panjang 300 huruf."))
    entries = Entry.objects.unscoped("reach is checked").filter(key__in=[f"pay:{row.id}", f"owe:{row.id}"])
    for entry in sorted(entries, key=lambda e: e.kind != Entry.Kind.PAY):
        reverse(by=by, entry=entry.id, reason=reason, on=today_in(found.region), keeps_its_record=True)
    row.counts, row.taken_back = False, reason.strip()
    row.save(update_fields=["counts", "taken_back"])
    _reserve_what_is_due_again(by, row)
    record_event(
        by=by, action="take_back_subsidy_line", subject=(SUBJECT, found.id), region=found.region, reason=reason.strip(),
        detail={"row": row.row, "amount": row.payable},
    )  # fmt: skip
    return row


def _reserve_what_is_due_again(by: Actor, row: ClaimLine) -> None:
    """The whole of the month, where less than it had been billed."""
    budget = budget_of(row.claim.region, row.month.year, Purpose.SUBSIDY)
    if budget and row.loan:
        set_right(by, budget, row.loan.application_id, due_in(row.loan, row.month.year), at_most_free=True)


def by_budget(found: Claim) -> dict[Budget, list[ClaimLine]]:
    """What counts, by the budget of the year each month falls in."""
    years = defaultdict(list)
    for line in found.lines.filter(counts=True).select_related("loan__application__business").order_by("row"):
        years[line.month.year].append(line)
    return {_budget(found.region, year): lines for year, lines in sorted(years.items())}


def _budget(region: str, year: int) -> Budget:
    found = budget_of(region, year, Purpose.SUBSIDY)
    if found is None:
        raise Refused(_("Belum ada anggaran subsidi bunga tahun %(year)d. Catat penetapan pagunya lebih dahulu di menu Anggaran.") % {"year": year})  # fmt: skip
    return found


def _reserve_what_is_missing(by: Actor, budget: Budget, lines: list[ClaimLine], on: datetime.date) -> None:
    wanted: dict[uuid.UUID, int] = defaultdict(int)
    for line in lines:
        wanted[_subject(line)[1]] += line.payable
    rows = Account.objects.filter(budget=budget, kind=Account.Kind.RESERVED, subject_kind=HELD_FOR, subject_id__in=wanted)  # fmt: skip
    held = dict(rows.values_list("subject_id", "balance"))
    missing = [Sum((HELD_FOR, id), n - held.get(id, 0)) for id, n in wanted.items() if n > held.get(id, 0)]
    if missing:
        holdings.reserve(by=by, budget=budget, rows=missing, on=on)


def _subject(line: ClaimLine) -> tuple[str, uuid.UUID]:
    assert line.loan
    return HELD_FOR, line.loan.application_id


def _name(line: ClaimLine) -> str:
    return f"{line.told}, {line.month:%m/%Y}"


def _claim_name(found: Claim) -> str:
    return f"{found.bank}, {found.month:%m/%Y} ({found.number})"
