import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.coverage import Choice, Question, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, contains, depth, inside
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, exists
from dampingi.insight.health.queries import with_health
from dampingi.insight.health.queries import years as health_years
from dampingi.insight.pilots.models import PilotChoice, PilotRules
from dampingi.insight.pilots.readiness import Facts, Readiness, readiness
from dampingi.records.cooperatives.models import SAVINGS_LOAN
from dampingi.records.cooperatives.queries import cooperatives

SEE = Permission.VIEW_COOPERATIVES
CITY, KECAMATAN = 2, 3
KNOWN = {"yes": True, "no": False}


def choices(actor: Actor) -> Any:
    return PilotChoice.objects.for_actor(actor, SEE)


def choice(actor: Actor, id: uuid.UUID) -> PilotChoice:
    found = choices(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Penetapan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def holds(found: PilotChoice) -> bool:
    return digest(found.body) == found.hash


def city_of(actor: Actor, asked: str = "") -> str:
    """The city or regency looked at; whoever sees several names one."""
    own = actor.regions(SEE)
    if asked:
        if depth(asked) == CITY and exists(asked) and any(contains(r, asked) for r in own):
            return asked
        raise Refused(_("Kabupaten atau kota itu tidak ada, atau di luar wilayah Anda."), status=404)
    found = next((ancestor(r, CITY) for r in own if depth(r) >= CITY), "")
    return found or next((c.code for c in cities(actor)), "")


def cities(actor: Actor) -> list[Region]:
    """Those with cooperatives, to pick from for whoever sees several."""
    if not any(depth(r) < CITY for r in actor.regions(SEE)):
        return []
    codes = {ancestor(r, CITY) for r in cooperatives(actor).values_list("region", flat=True)}
    return list(Region.objects.filter(code__in=codes).order_by("code"))


def rules_in_force(region: str) -> PilotRules:
    """The office's newest edition, else the one shipped, which is not stored before something rests on it."""
    above = [ancestor(region, d) for d in range(depth(region), -1, -1)]
    held = max(
        PilotRules.objects.filter(region__in=above), key=lambda r: (depth(r.region), r.number), default=None
    )
    body = load("pilot_rules")
    if held and (held.region or held.hash == digest(body)):
        return held
    return PilotRules(
        region="",
        number=held.number + 1 if held else 1,
        body=body,
        hash=digest(body),
        reason=body["source"][:500],
    )


@dataclass(frozen=True)
class Candidate:
    cooperative: Any
    """With `band`, `score`, `stands`, `has_year` and `met` of health's `with_health`."""
    readiness: Readiness
    home: str
    """The kecamatan its office stands in."""

    @property
    def key(self) -> str:
        return str(self.cooperative.id)


@dataclass(frozen=True)
class Field:
    """A city's cooperatives against its kecamatan, for a book year and an edition of the rules."""

    region: str
    year: int
    rules: PilotRules
    places: tuple[Region, ...]
    candidates: tuple[Candidate, ...]

    @cached_property
    def eligible(self) -> dict[str, Candidate]:
        return {c.key: c for c in self.candidates if c.readiness.eligible}

    @cached_property
    def asked(self) -> Question:
        away = self.rules.body["away"] * 100
        points = {
            (key, p.code): max(0, c.readiness.score - (0 if c.home == p.code else away))
            for key, c in self.eligible.items()
            for p in self.places
        }
        return Question(tuple(p.code for p in self.places), tuple(self.eligible), points)

    @cached_property
    def best(self) -> Choice:
        return assign(self.asked)

    @cached_property
    def without_own(self) -> list[Region]:
        """Kecamatan in which no eligible cooperative has its office."""
        homes = {c.home for c in self.eligible.values()}
        return [p for p in self.places if p.code not in homes]


def field(actor: Actor, region: str, year: int) -> Field:
    rules = rules_in_force(region)
    rows = with_health(actor, year).filter(inside(region)).order_by("name", "noted_at")
    told = tuple(
        Candidate(c, readiness(_facts(c, region), rules.body), ancestor(c.region, KECAMATAN)) for c in rows
    )
    return Field(region, year, rules, tuple(below(region, KECAMATAN)), told)


def _facts(c: Any, region: str) -> Facts:
    return Facts(
        closed=c.closed_on is not None, savings_loan=c.kind == SAVINGS_LOAN, met=c.met is not None, health=c.score,
        area_inside=contains(region, c.members_area), digital=KNOWN.get(c.digital), transparent=KNOWN.get(c.transparent),
        shop=c.shop_unit,
    )  # fmt: skip


def years(actor: Actor) -> list[int]:
    return health_years(actor)
