"""What holds businesses back, and which of them the office has seen to exist as recorded."""

import datetime
from collections.abc import Iterable

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.crowd import Applicant
from dampingi.demo.dice import picker, stream
from dampingi.foundation.definitions import load
from dampingi.records.businesses.actions import note_constraints, reopen_constraint, resolve_constraints
from dampingi.records.businesses.intake import ConstraintNote, ResolutionNote
from dampingi.records.businesses.models import Business

_USUAL = {
    "fin_capital": 34, "mkt_reach": 30, "fin_records": 26, "it_online": 22, "prod_quality": 16, "legal_halal": 18,
    "mkt_brand": 15, "prod_material": 14, "mkt_price": 11, "hr_time": 11, "fin_debt": 10, "prod_capacity": 9,
    "legal_pirt": 9, "net_partner": 8, "it_device": 6, "hr_skill": 6, "net_coop": 5,
}  # fmt: skip
_ALSO = {"legal_brand": 7, "hr_manage": 12, "prod_place": 13, "fin_access": 14, "it_skill": 10}
"""Found by surveys of the register besides."""
_FIELD = {each["code"]: each["field"] for each in load("constraints")}
_FOOD = {"legal_halal": 2.2, "legal_pirt": 3.0, "prod_material": 1.5, "prod_quality": 1.3}
_NOT_FOOD = {"legal_halal": 0.15, "legal_pirt": 0.05}


def note(b: Building) -> None:
    note_of_participants(b)
    _survey(b, _local(b))


def note_of_participants(b: Building) -> None:
    """Found with the participants in March and April; some are overcome by the autumn."""
    rng = picker(b.seed, "needs")
    local = _local(b)
    rows = [n for person in b.people if person.business for n in _notes(b, person, local, rng)]
    made = note_constraints(by=b.by, rows=rows)
    way = picker(b.seed, "needs/ways")
    over = []
    chance = {e.business_id: h for e, h in zip(b.enrolments, np.exp(0.8 * b.lives.help), strict=True)}
    for constraint in made:
        if rng.random() < 0.2 * chance[constraint.business_id]:
            day = b.year.on(6, 1) + datetime.timedelta(days=rng.randint(0, 150))
            if day < b.today:
                over.append(ResolutionNote(constraint.id, day, *_way(way, constraint.code)))
    resolve_constraints(by=b.by, rows=over)


def _survey(b: Building, local: dict[str, dict[str, float]]) -> None:
    """What the register knows of the businesses outside the programme: lists, surveys and the clinic, all year round."""
    rng = picker(b.seed, "needs/register")
    known = {a.business.id for a in b.applicants if a.business}
    rows: list[ConstraintNote] = []
    register = Business.objects.unscoped("the demo city").order_by("id")
    for id, region, sector in register.values_list("id", "region", "sector"):
        if id not in known and rng.random() < 0.42:
            rows += _found(b, id, sector, local[region.rpartition(".")[0]], rng)
    made = note_constraints(by=b.by, rows=rows)
    over, again = [], []
    for constraint in made:
        day = constraint.since + datetime.timedelta(days=int(rng.gammavariate(2.2, 42)))
        if rng.random() < 0.34 and day < b.today:
            over.append(ResolutionNote(constraint.id, day, *_way(rng, constraint.code)))
            if rng.random() < 0.06:
                again.append((constraint.id, day + datetime.timedelta(days=rng.randint(20, 90))))
    resolve_constraints(by=b.by, rows=over)
    for id, day in again:
        if day < b.today:
            reopen_constraint(by=b.by, constraint=id, since=day, source="survey")


def _found(b: Building, id, sector: str, here: dict[str, float], rng) -> Iterable[ConstraintNote]:
    weights = _weights(here, food=sector == "kuliner") | _ALSO
    since = b.year.on(1, 6) + datetime.timedelta(days=rng.randint(0, 312))
    if since >= b.today:
        return
    source = rng.choices(("survey", "import", "clinic", "verification", "participant"), (50, 22, 12, 10, 6))[
        0
    ]
    for code in dict.fromkeys(rng.choices(list(weights), list(weights.values()), k=rng.choice((1, 1, 2, 3)))):
        yield ConstraintNote(id, code, since, rng.choices((1, 2, 3), (36, 48, 16))[0], source)


def _way(rng, code: str) -> tuple[str, str]:
    """By which way such a constraint usually ends, and what the mentor wrote of it."""
    usual = read("constraints")["ways"][_FIELD[code]]
    how = rng.choices(list(usual), list(usual.values()))[0]
    return how, rng.choice(read("constraints")["told"][how])


def _local(b: Building) -> dict[str, dict[str, float]]:
    """Each kecamatan has troubles of its own; they are what a constraints map is for."""
    dice = stream(b.seed, "needs/local")
    return {
        k: dict(zip(_USUAL, np.exp(dice.normal(0, 0.45, len(_USUAL))).tolist(), strict=True))
        for k in b.places.kecamatan
    }


def _notes(b: Building, person: Applicant, local, rng) -> Iterable[ConstraintNote]:
    assert person.shop
    assert person.business
    assert person.business.id
    since = b.year.on(3, 1) + datetime.timedelta(days=rng.randint(0, 55))
    here = local[b.places.kelurahan[person.place].kecamatan]
    weights = _weights(here, food=person.shop.sector == "kuliner")
    found = dict.fromkeys(rng.choices(list(weights), list(weights.values()), k=rng.choice((1, 2, 2, 3))))
    if not person.business.nib and rng.random() < 0.55:
        found = {"legal_nib": None} | found
    for code in found:
        severity = rng.choices((1, 2, 3), (30, 50, 20))[0]
        yield ConstraintNote(person.business.id, code, since, severity, "visit")


def _weights(local: dict[str, float], *, food: bool) -> dict[str, float]:
    kind = _FOOD if food else _NOT_FOOD
    return {code: usual * local[code] * kind.get(code, 1.0) for code, usual in _USUAL.items()}
