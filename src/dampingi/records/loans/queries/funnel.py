"""How far applications got, place by place, and why the others did not."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import below
from dampingi.records.loans.models import End, LoanApplication, Step
from dampingi.records.loans.stages import STAGES

FEW = 5
"""A bank's reason that stands behind fewer could be guessed to be somebody's."""


@dataclass
class Row:
    code: str
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    """stage -> applications that got so far; end kind -> how many ended so."""
    amount: int = 0
    """Disbursed."""


@dataclass(frozen=True)
class Why:
    code: str
    name: str
    count: int
    change: str
    kind: str
    open: bool
    """The reader may open the rows behind it."""


@dataclass
class Funnel:
    total: Row
    places: list[Row]
    days: dict[str, float]
    """stage -> median days from the application to it."""
    whys: list[Why]


def funnel(actor: Actor, region: str, year: int) -> Funnel:
    """Of what was handed in that year inside the region, as far as the actor reaches."""
    rows = list(_rows(actor, region, year))
    steps: dict[Any, dict[str, datetime.date]] = defaultdict(dict)
    for id, code, on in Step.objects.filter(application__in=[r.id for r in rows]).values_list(
        "application", "code", "on"
    ):
        steps[id][code] = on
    at = depth(region) + 1
    held = {r.code: Row(r.code, r.name) for r in below(region, at)} if at <= 4 else {}
    total, days = Row(region, ""), defaultdict(list)
    for row in rows:
        taken = steps[row.id]
        for place in filter(None, (total, held.get(ancestor(row.region, at)) if held else None)):
            _count(place, row, taken)
        for code, on in taken.items():
            days[code].append((on - row.submitted_on).days)
    called = {code: median(found) for code, found in days.items()}
    return Funnel(total, list(held.values()), called, _whys(actor, rows, region))


def _rows(actor: Actor, region: str, year: int) -> Any:
    found = LoanApplication.objects.for_actor(actor, Permission.VIEW_LOANS).filter(inside(region))
    span = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    return found.filter(submitted_on__range=span).select_related("end", "loan")


def _count(place: Row, row: LoanApplication, taken: dict[str, datetime.date]) -> None:
    place.counts["asked"] += 1
    for stage in STAGES[1:]:
        place.counts[stage.code] += stage.code in taken
    if hasattr(row, "end"):
        place.counts[row.end.kind] += 1
    if "disbursement" in taken and hasattr(row, "loan"):
        place.amount += row.loan.principal


def _whys(actor: Actor, rows: Iterable[LoanApplication], region: str) -> list[Why]:
    """A bank's reasons singly only for finance officers; for others where at least five stand behind one, without the rows."""
    reads = actor.may(Permission.SEE_BANK_REASONS, region=region)
    found = Counter((r.end.kind, r.end.reason) for r in rows if hasattr(r, "end"))
    called, changes = choices("loan_reasons"), {r["code"]: r["change"] for r in load("loan_reasons")}
    told, hidden = [], 0
    for (kind, code), count in found.items():
        bank = kind == End.Kind.BANK
        if bank and not reads and count < FEW:
            hidden += count
            continue
        told.append(Why(code, called.get(code, code), count, changes.get(code, ""), kind, reads or not bank))
    if hidden:
        told.append(Why("", "", hidden, "", str(End.Kind.BANK), False))
    return sorted(told, key=lambda w: (-w.count, w.name))
