"""The city's money of the year: allotted by decree, partly promised, owed and paid; one payment was noted twice and taken back."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.budgets.actions.decrees import propose
from dampingi.records.budgets.actions.earmarks import commit_money, move_on
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.earmarking import DECREE
from dampingi.records.budgets.models import Budget, Decree, Earmark
from dampingi.records.budgets.queries.budgets import budget_of

PURPOSES = (
    ("interest_subsidy", 750_000_000),
    ("grants", 400_000_000),
    ("equipment", 300_000_000),
    ("other", 120_000_000),
)


def allot(b: Building) -> None:
    year = b.year.year
    for purpose, amount in PURPOSES:
        b.clock.set(b.year.on(1, 5))
        _decree(b, "allot", (year, purpose), amount, f"900/{len(purpose)}/DPA/{year}", b.year.on(1, 5))
    b.clock.set(b.year.on(8, 20))
    _decree(b, "shift", (year, "grants"), 60_000_000, f"900/31/DPPA/{year}", b.year.on(8, 18), (year, "equipment"))  # fmt: skip
    _spend(b, _held(year, "other"))
    b.clock.set(b.year.on(11, 18))
    _decree(b, "allot", (year + 1, "interest_subsidy"), 900_000_000, f"900/2/DPA/{year + 1}", b.year.on(11, 18), waits=True)  # fmt: skip
    b.clock.set(b.today)


def _spend(b: Building, other: Budget) -> None:
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    rent = _promise(b, other, "Sewa tenda dan meja titik pemasaran", 48_000_000, (12, 10))
    _promise(b, other, "Cetak buku panduan peserta", 15_000_000, (12, 5))
    b.clock.set(b.year.on(10, 2))
    told = {"by": office, "earmark": rent, "budget": other, "on": b.year.on(10, 2)}
    move_on(step="owe", amount=24_000_000, reference="INV-117", **told)
    move_on(step="pay", amount=12_000_000, reference=f"SP2D 4410/{other.year}", **told)
    again = move_on(step="pay", amount=12_000_000, reference=f"SP2D 4410/{other.year}", **told)
    b.clock.set(b.year.on(10, 5))
    reverse(by=head, entry=again.id, reason="SP2D yang sama tercatat dua kali", on=b.year.on(10, 5))


def _promise(b: Building, budget: Budget, name: str, amount: int, due: tuple[int, int]) -> Earmark:
    b.clock.set(b.year.on(9, 3))
    return commit_money(
        by=b.persona("penyelenggara"), budget=budget, name=name, amount=amount, due_on=b.year.on(*due), on=b.year.on(9, 3)
    )  # fmt: skip


def _held(year: int, purpose: str) -> Budget:
    found = budget_of(CITY, year, purpose)
    assert found
    return found


def _decree(
    b: Building, kind: str, at: tuple[int, str], amount: int, number: str, on: datetime.date, to: tuple[int, str] | None = None, *,
    waits: bool = False,
) -> Decree:  # fmt: skip
    made = propose(
        by=b.persona("penyelenggara"), kind=kind, region=CITY, year=at[0], purpose=at[1], amount=amount, number=number, on=on, to=to
    )  # fmt: skip
    if not waits:
        decide(by=b.persona("kepala"), approval=approvals_of(DECREE, made.id)[0].id, approved=True)
    return made
