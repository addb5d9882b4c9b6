"""How good the data of a place is, check by check, and what would raise its score most."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.records.businesses.models import Business, Standing
from dampingi.records.businesses.queries import closed

STALE_MONTHS = 12
KELURAHAN = 13
"""Length of the code of a kelurahan or desa."""


@dataclass(frozen=True)
class Check:
    code: str
    points: int
    name: str
    why: str
    cure: str


@dataclass(frozen=True)
class Quality:
    """Of the businesses of one place: `passed` per check code, out of `total`."""

    region: str
    total: int
    passed: dict[str, int]

    @property
    def score(self) -> float | None:
        """0 to 100; None where there is no business."""
        if not self.total:
            return None
        return sum(c.points * self.passed[c.code] for c in checks()) / self.total

    def failing(self, check: Check) -> int:
        return self.total - self.passed[check.code]

    def gain(self, check: Check) -> float:
        """Points the score would rise by if every business passed this check."""
        return check.points * self.failing(check) / self.total if self.total else 0.0

    @property
    def best(self) -> Check | None:
        """What would raise the score most."""
        open_ = [c for c in checks() if self.total and self.failing(c)]
        return max(open_, key=self.gain, default=None)


@cache
def checks() -> tuple[Check, ...]:
    return tuple(Check(**entry) for entry in load("data_quality"))


def stale_before() -> datetime.datetime:
    """A confirmation older than this no longer counts."""
    return timezone.now() - datetime.timedelta(days=round(STALE_MONTHS * 365.25 / 12))


def passing(code: str) -> Q:
    """Which businesses pass the check."""
    conditions = {
        "verified": Q(standing=Standing.CONFIRMED, verified_at__gte=stale_before()),
        "phone": ~Q(phone="") | ~Q(owner__phone=""),
        "kelurahan": Q(Exact(Length("region"), KELURAHAN)),
        "address": ~Q(address="") | ~Q(owner__address=""),
        "sector": ~Q(sector="") | ~Q(kbli=""),
        "product": ~Q(product=""),
        "figures": Q(capital__isnull=False) | Q(annual_sales__isnull=False),
        "workers": Q(workers__isnull=False),
        "position": Q(latitude__isnull=False),
        "identity": ~Q(owner__nik_index=""),
    }
    return conditions[code]


def quality_of_places(actor: Actor, prefix: str) -> list[Quality]:
    """Of each region inside `prefix` that businesses in reach are recorded in, in the order of the codes: one query."""
    rows = _register(actor, prefix).values("region")
    return [
        _quality(row["region"], row)
        for row in rows.annotate(total=Count("id"), **_counts()).order_by("region")
    ]


def gathered(parts: Sequence[Quality], at_depth: int) -> list[Quality]:
    """The parts added up to regions of that depth; what is recorded less deeply stands for itself."""
    groups: dict[str, list[Quality]] = {}
    for part in parts:
        groups.setdefault(ancestor(part.region, min(at_depth, depth(part.region))), []).append(part)
    return [together(region, group) for region, group in groups.items()]


def together(prefix: str, parts: Sequence[Quality]) -> Quality:
    """Of all the parts."""
    passed = {c.code: sum(part.passed[c.code] for part in parts) for c in checks()}
    return Quality(prefix, sum(part.total for part in parts), passed)


def _register(actor: Actor, prefix: str):
    """What is on record and open: nobody completes the data of a closed business."""
    rows = Business.objects.for_actor(actor, Permission.VIEW_DASHBOARD).filter(
        inside(prefix), archived_at=None
    )
    return rows.exclude(is_closed())


def is_closed() -> Exists:
    return Exists(closed().filter(business=OuterRef("pk")))


def _counts() -> dict[str, Any]:
    return {c.code: Count("id", filter=passing(c.code)) for c in checks()}


def _quality(region: str, row: dict[str, Any]) -> Quality:
    return Quality(region, row["total"], {c.code: row[c.code] for c in checks()})
