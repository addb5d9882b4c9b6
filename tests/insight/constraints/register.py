"""A register with everything a count can stumble over, and the naive oracle that counts it in plain Python."""

import datetime
import random
from collections import defaultdict

from dampingi.insight.constraints.questions import Question, field_of
from dampingi.records.businesses.actions import (
    archive_business,
    close_business,
    note_constraints,
    register_businesses,
    reopen_business,
    reopen_constraint,
    resolve_constraints,
)
from dampingi.records.businesses.intake import BusinessIntake, ConstraintNote, PersonIntake, ResolutionNote
from dampingi.records.businesses.models import Business, Closure, Constraint
from dampingi.records.programmes.actions import apply, enrol, select, withdraw
from dampingi.records.programmes.intake import ApplicationIntake
from dampingi.records.programmes.models import Application, Enrolment
from tests.records.conftest import SYSTEM

PLACES = ("32.76.05.1003", "32.76.05.1004", "32.76.01.1006", "32.76.02.1002")
CODES = ("fin_capital", "fin_records", "mkt_reach", "legal_nib", "it_online")
TODAY = datetime.date(2026, 7, 20)
START = datetime.date(2025, 5, 3)


def build(origin, programme, *, seed: int = 4, size: int = 90) -> list[Business]:
    dice = random.Random(seed)
    rows = [
        BusinessIntake(
            name=f"Usaha {i}", region=dice.choice(PLACES), sector=dice.choice(("kuliner", "jasa", "")),
            owner=PersonIntake(name=f"Warga {i}", region=PLACES[0], sex=dice.choice(("P", "L", ""))),
        )
        for i in range(size)
    ]  # fmt: skip
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    made = list(Business.objects.unscoped("test").order_by("name"))
    _constrain(made, dice)
    _leave(made, dice)
    _enrol(made[: size // 3], programme)
    return made


def _constrain(made: list[Business], dice: random.Random) -> None:
    notes = [
        ConstraintNote(
            b.id, code, START + datetime.timedelta(days=dice.randint(0, 440)), dice.randint(1, 3), "survey"
        )
        for b in made
        for code in dice.sample(CODES, dice.randint(0, 3))
    ]
    noted = note_constraints(by=SYSTEM, rows=notes)
    ways = ("finance", "training", "self", "irrelevant", "mistaken")
    over = [
        ResolutionNote(c.id, c.since + datetime.timedelta(days=dice.randint(0, 200)), dice.choice(ways))
        for c in noted
        if dice.random() < 0.45
    ]
    resolve_constraints(by=SYSTEM, rows=over)
    for row in over[::7]:
        reopen_constraint(by=SYSTEM, constraint=row.constraint_id, since=row.on + datetime.timedelta(days=9))


def _leave(made: list[Business], dice: random.Random) -> None:
    for business in dice.sample(made, 8):
        archive_business(by=SYSTEM, business=business.id, reason="ganda")
    living = [b for b in made if Business.objects.unscoped("test").get(id=b.id).archived_at is None]
    for place, business in enumerate(dice.sample(living, 6)):
        close_business(by=SYSTEM, business=business.id, on=TODAY, reason="other", note="uji")
        if place % 2:
            reopen_business(by=SYSTEM, business=business.id, on=TODAY, note="uji")


def _enrol(theirs: list[Business], programme) -> None:
    asked = [
        ApplicationIntake(b.owner_id, "wub", PLACES[0], datetime.date(2026, 2, 1), criteria_met=("ktp",))
        for b in theirs[:6]
    ]
    apply(by=SYSTEM, programme=programme, rows=asked)
    select(by=SYSTEM, programme=programme)
    accepted = list(Application.objects.unscoped("test").filter(state="accepted"))
    made = enrol(by=SYSTEM, applications=accepted, on=datetime.date(2026, 2, 1))
    withdraw(by=SYSTEM, enrolment=made[0].id, on=datetime.date(2026, 3, 1), reason="pindah")


class Oracle:
    """Reads everything and counts one by one."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        closed = {c.business_id for c in Closure.objects.unscoped("oracle") if c.reopened_on is None}
        every = Business.objects.unscoped("oracle").select_related("owner")
        self.businesses = {b.id: b for b in every if self._is_meant(b) and b.id not in closed}
        rows = Constraint.objects.unscoped("oracle")
        self.noted = [c for c in rows if c.business_id in self.businesses and self._is_such(c)]

    def _is_meant(self, b: Business) -> bool:
        a = self.asked
        active = {e.business_id for e in Enrolment.objects.unscoped("oracle") if e.exited_on is None}
        return (
            b.archived_at is None
            and (b.region == a.region or b.region.startswith(f"{a.region}."))
            and a.sector in ("", b.sector)
            and a.sex in ("", b.owner.sex)
            and (a.programme is None or b.id in active)
        )

    def _is_such(self, c: Constraint) -> bool:
        a = self.asked
        return (
            (not a.codes or c.code in a.codes)
            and c.severity >= a.severity
            and (not a.since or c.since >= a.since)
        )

    def counts(self, depth: int, *, by_field: bool):
        cells, places, of = defaultdict(set), defaultdict(set), defaultdict(int)
        for b in self.businesses.values():
            of[".".join(b.region.split(".")[:depth])] += 1
        for c in self.noted:
            if c.resolved_on is None:
                place = ".".join(c.region.split(".")[:depth])
                cells[place, field_of()[c.code] if by_field else c.code].add(c.business_id)
                places[place].add(c.business_id)
        return {k: len(v) for k, v in cells.items()}, {k: len(v) for k, v in places.items()}, dict(of)

    def month(self, first: datetime.date) -> tuple[int, int, int, int]:
        """new, resolved, closed, open at the month's end."""
        last = min(TODAY, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1))
        unsolved = ("irrelevant", "mistaken")
        over = [c for c in self.noted if c.resolved_on and first <= c.resolved_on <= last]
        still = [c for c in self.noted if c.since <= last and (c.resolved_on is None or c.resolved_on > last)]
        new = [c for c in self.noted if first <= c.since <= last]
        return (
            len(new),
            sum(c.resolved_how not in unsolved for c in over),
            sum(c.resolved_how in unsolved for c in over),
            len(still),
        )
