"""Who a form may lawfully help, by what is on record, and why the others may not; ranked by criteria that are shown."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import inside
from dampingi.records.businesses.models import Business, Closure, Constraint, Sex, Size, Standing
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.equipment import doubles
from dampingi.records.grants.words import OUT
from dampingi.records.learning.models import Attendance

YEARS_OLD = 3
FIRST_PUBLIC_MEETING_MONTH = 7
"""Of the year after: until June a cooperative may still hold the meeting on the last book year."""


@dataclass(frozen=True)
class Asked:
    """The office's question: of which businesses, and what narrows them further."""

    region: str
    budget: int
    sector: str = ""
    women: bool = False
    nib: bool = False
    verified: bool = False
    trained: bool = False
    unaided: bool = False

    def told(self) -> dict[str, Any]:
        return {k: getattr(self, k) for k in self.__dataclass_fields__}


@dataclass(frozen=True)
class Ranked:
    """Somebody who may be helped. `kind` is business or cooperative."""

    kind: str
    id: str
    name: str
    region: str
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """`out`: (why, how many) of those left out, each counted once, by the first rule that leaves them out."""

    eligible: tuple[Ranked, ...]
    out: tuple[tuple[str, int], ...]


def found_for(form: dict[str, Any], asked: Asked, today: datetime.date) -> Found:
    if form["to"] == "cooperative":
        return _cooperatives(asked, today)
    if form["to"] == "nobody":
        everyone = _businesses(asked.region).count()
        return Found((), (("not_lawful", everyone),) if everyone else ())
    return _among_businesses(form["to"], asked)


def _businesses(region: str) -> Any:
    return Business.objects.unscoped("the caller's reach is the study's region").filter(
        inside(region), archived_at=None
    )


def _rules(to: str, asked: Asked) -> list[tuple[str, Any]]:
    """(why one is left out, what one must be), the law's first."""
    came = Attendance.objects.unscoped("whether there is one").filter(
        enrolment__person=OuterRef("owner"), present=True
    )
    closed = Closure.objects.unscoped("whether there is one").filter(
        business=OuterRef("pk"), reopened_on=None
    )
    rules: list[tuple[str, Any]] = [("closed", ~Q(Exists(closed)))]
    if to == "poor_business":
        rules.append(("not_micro", Q(size=Size.MICRO)))
    if to == "borrower":
        rules.append(("no_nib", ~Q(nib="")))
    rules += [("sector", Q(sector=asked.sector))] if asked.sector else []
    rules += [("not_woman", Q(owner__sex=Sex.FEMALE))] if asked.women else []
    rules += [("no_nib", ~Q(nib=""))] if asked.nib and to != "borrower" else []
    rules += [("not_verified", Q(standing=Standing.CONFIRMED))] if asked.verified else []
    rules += [("not_trained", Q(Exists(came)))] if asked.trained else []
    return rules


def _among_businesses(to: str, asked: Asked) -> Found:
    rows, out = _businesses(asked.region), []
    count = rows.count()
    for why, must in _rules(to, asked):
        rows = rows.filter(must)
        left = rows.count()
        out.append((why, count - left))
        count = left
    held = _ranked(rows)
    aided = _aided(asked.region, held)
    if asked.unaided:
        out.append(("aided", sum(b.id in aided for b in held)))
        held = [b for b in held if b.id not in aided]
    told = [
        _told("business", b, b.name or b.owner.name, _held(b) + (() if b.id in aided else ("first_aid",)))
        for b in held
    ]
    return Found(tuple(_sorted(told)), tuple((why, n) for why, n in out if n))


def _ranked(rows: Any) -> list[Any]:
    short = Constraint.objects.unscoped("whether there is one").filter(
        business=OuterRef("pk"), code__in=("fin_capital", "fin_access"), resolved_on=None
    )
    came = Attendance.objects.unscoped("whether there is one").filter(
        enrolment__person=OuterRef("owner"), present=True
    )
    told = {
        "capital": Q(Exists(short)), "trained": Q(Exists(came)), "verified": Q(standing=Standing.CONFIRMED), "nib": ~Q(nib=""),
        "micro": Q(size=Size.MICRO),
    }  # fmt: skip
    rows = rows.annotate(**{f"holds_{k}": _flag(held) for k, held in told.items()})
    return list(rows.select_related("owner"))


def _aided(region: str, held: list[Any]) -> set[Any]:
    found = doubles.doubles_of(held) if held else {}
    return {id for id, told in found.items() if told}


def _cooperatives(asked: Asked, today: datetime.date) -> Found:
    rows = Cooperative.objects.unscoped("the caller's reach is the study's region").filter(
        inside(asked.region)
    )
    count, out = rows.count(), []
    rules = (
        ("closed", Q(closed_on=None)),
        ("too_young", Q(legal_on__lte=today.replace(year=today.year - YEARS_OLD, day=min(today.day, 28)))),
    )
    for why, must in rules:
        rows = rows.filter(must)
        left = rows.count()
        out.append((why, count - left))
        count = left
    book_year = today.year - (1 if today.month >= FIRST_PUBLIC_MEETING_MONTH else 2)
    met = BookYear.objects.filter(cooperative=OuterRef("pk"), year=book_year, meeting_on__isnull=False)
    told = {"meeting": Q(Exists(met)), "shop": Q(shop_unit=True), "digital": Q(digital="yes")}
    rows = rows.annotate(**{f"holds_{k}": _flag(held) for k, held in told.items()})
    ranked = [_told("cooperative", c, c.name, _held(c)) for c in rows]
    return Found(tuple(_sorted(ranked)), tuple((why, n) for why, n in out if n))


def _flag(held: Any) -> Case:
    return Case(When(held, then=Value(1)), default=Value(0), output_field=IntegerField())


def _held(row: Any) -> tuple[str, ...]:
    return tuple(c["code"] for c in load("grant_priorities") if getattr(row, f"holds_{c['code']}", 0))


def _told(kind: str, row: Any, name: str, reasons: tuple[str, ...]) -> Ranked:
    points = {c["code"]: c["points"] for c in load("grant_priorities")}
    return Ranked(kind, str(row.id), name, row.region, sum(points[r] for r in reasons), reasons)


def _sorted(found: Iterable[Ranked]) -> list[Ranked]:
    """By points; equal ones by place and name, so that a study made again says the same."""
    return sorted(found, key=lambda r: (-r.points, r.region, r.name, r.id))


def words(code: str) -> str:
    """Why somebody is left out."""
    return str(OUT.get(code, code))


def reason_names(codes: Iterable[str]) -> list[str]:
    called = choices("grant_priorities")
    return [called.get(c, c) for c in codes]
