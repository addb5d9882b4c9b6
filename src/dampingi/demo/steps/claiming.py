"""The bank bills the city for its borrowers' interest: loans are named in two decrees, two claims are paid, and the last waits at the office with lines that do not hold.

September is reconciled; October's minutes wait for the office, with what the bank booked elsewhere.
"""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.engines.subsidy import Claim as Told
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partners_of
from dampingi.records.subsidies.actions.claims import SUBJECT, accept, hand_in
from dampingi.records.subsidies.actions.decrees import NAME, draw_up, enact
from dampingi.records.subsidies.actions.paying import pay
from dampingi.records.subsidies.actions.reconciling import answer, tell
from dampingi.records.subsidies.examining import book_of, unclaimed
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.queries import undecreed
from dampingi.records.subsidies.reconciling import ours

DECREED = ((7, 1), (9, 1))
PAID = ((7, 6), (10, 7))
"""Days on which everything that was over by then was billed."""
LATE = 37


def bill(b: Building) -> None:
    bank = partners_of(b.persona("bank")).first()
    for day in DECREED:
        _decree(b, b.year.on(*day))
    for month, day in PAID:
        b.clock.set(b.year.on(month, day))
        lines = _due(bank, b.year.on(month, day))
        if lines:
            _settle(b, _sent(b, bank, lines, b.year.on(month - 1, 1)), b.year.on(month, day))
    _reconcile(b, bank)
    b.clock.set(b.year.on(11, 9))
    last = _due(bank, b.year.on(11, 9))
    if last:
        first, *others = last
        over = Told(first.loan, first.month, first.balance, first.amount + 15_000)
        _sent(b, bank, [over, *others, Told("SB-0000", first.month, 5_000_000, 40_000)], b.year.on(10, 1))
    b.clock.set(b.today)


def _decree(b: Building, day: datetime.date) -> None:
    """Those paid out by then; the others wait for the next."""
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    ready = [a.id for a in undecreed(CITY) if max(s.on for s in a.steps.all()) <= day]
    if not ready:
        return
    b.clock.set(day)
    basis = f"Peraturan Wali Kota Nomor 73 Tahun 2024; DPA Dinas Tahun {b.year.year}"
    made = draw_up(by=office, region=CITY, applications=ready, basis=basis)
    decide(by=head, approval=approvals_of(NAME, made.id)[0].id, approved=True)
    signed = day + datetime.timedelta(days=3)
    b.clock.set(signed)
    enact(by=office, decree=made.id, number=f"821/{100 + day.month}-Kpts/{day.year}", on=signed)


def _reconcile(b: Building, bank: Partner) -> None:
    b.clock.set(b.year.on(11, 6))
    september, october = b.year.on(9, 1), b.year.on(10, 1)
    book, teller = book_of(bank, CITY), b.persona("bank")
    made = tell(by=teller, bank=bank, region=CITY, month=september, theirs=ours(book, september))
    answer(by=b.persona("penyelenggara"), reconciliation=made.id, agreed=True)
    theirs = ours(book, october)
    theirs["outstanding"] += 250_000
    why = "Satu pelunasan sebagian baru dibukukan bank pada awal bulan berikutnya."
    tell(by=teller, bank=bank, region=CITY, month=october, theirs=theirs, remarks=why)


def _due(bank: Partner, today: datetime.date) -> list[Told]:
    book = book_of(bank, CITY)
    rows = [(loan.number, month) for loan, month, _n in unclaimed(book, today)]
    return [Told(*key, book.owed[key].balance, book.owed[key].subsidy) for key in rows]


def _sent(b: Building, bank: Partner, lines: list[Told], month: datetime.date) -> Claim:
    """One borrower pays late."""
    late = {lines[-2].key: LATE} if len(lines) > 1 else None
    return hand_in(by=b.persona("bank"), bank=bank, region=CITY, month=month, lines=lines, late=late)


def _settle(b: Building, made: Claim, day: datetime.date) -> None:
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    accept(by=office, claim=made.id)
    decide(by=head, approval=approvals_of(SUBJECT, made.id)[0].id, approved=True)
    paid_on = day + datetime.timedelta(days=8)
    b.clock.set(paid_on)
    pay(by=office, claim=made.id, reference=f"SP2D {day:%m}17/{day:%Y}", on=paid_on)
