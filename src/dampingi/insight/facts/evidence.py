"""One row per participant for the evaluation: who they are at the start, what became of them, and who accompanied them how long.

Everybody ever enrolled is in, those who left too. What a mentor did (visits, stages, reports, voices) is in
`insight.monitoring.evidence`. Names are not: rows carry ids.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.insight.facts.months import middles
from dampingi.records.businesses.models import Standing, Verification
from dampingi.records.mentoring.models import Aspect, Growth, Outcome, Reverification
from dampingi.records.programmes.models import Caseload, Enrolment, Programme

_WHY = "of participants the actor reaches"


@dataclass(frozen=True)
class Month:
    """A business in one month, as reported: rupiah, people, products on offer, channels in use."""

    month: datetime.date
    turnover: int
    workers: int
    products: int
    channels: int
    has_nib: bool


@dataclass(frozen=True)
class ParticipantEvidence:
    """Covariates hold at enrolment; outcomes as reported up to the day asked for.

    `months`: mentor -> months accompanied (those whose 15th lies in a dated caseload), which share an outcome between mentors.
    `sector` '' and `business_age` None: no business on record. `reverified`: what another person found, None if not drawn.
    """

    enrolment: uuid.UUID
    region: str
    kecamatan: str
    sex: str
    sector: str
    business_age: int | None
    priority: str
    scheme: str
    replacement: bool
    enrolled_on: datetime.date
    exited: bool
    months: Mapping[uuid.UUID, int]
    last_mentor: uuid.UUID | None
    baseline: Month | None
    latest: Month | None
    weeks: int
    weeks_with_sales: int
    aspects: Mapping[str, bool] = field(default_factory=dict)
    verified: bool | None = None
    reverified: bool | None = None

    @property
    def passed(self) -> bool:
        return all(self.aspects.get(a, False) for a in Aspect.values)

    def gain(self, what: str) -> int | None:
        """Latest minus baseline of turnover, workers, products or channels; None without both."""
        if self.baseline is None or self.latest is None:
            return None
        return int(getattr(self.latest, what)) - int(getattr(self.baseline, what))

    @property
    def got_nib(self) -> bool | None:
        """None where there was one at the start, or where nothing is known."""
        if self.baseline is None or self.latest is None or self.baseline.has_nib:
            return None
        return self.latest.has_nib


def participants(
    actor: Actor,
    *,
    programme: Programme,
    until: datetime.date,
    region: str = "",
    permission: Permission = Permission.MANAGE_EVALUATION,
) -> list[ParticipantEvidence]:
    """Everybody enrolled up to the day, in a fixed order (region, day, id). About 0.5 s for 2,100 participants."""
    found = (
        Enrolment.objects.for_actor(actor, permission)
        .filter(inside(region), programme=programme, enrolled_on__lte=until)
        .select_related("programme", "person", "business", "application__scheme")
        .order_by("region", "enrolled_on", "id")
    )
    told = _Told(programme, until)
    return [_row(e, told, until) for e in found]


class _Told:
    """What is on record of a programme's participants up to a day, by enrolment."""

    def __init__(self, programme: Programme, until: datetime.date) -> None:
        of = {"programme": programme}
        self.caseloads = _many(
            Caseload.objects.filter(enrolment__programme=programme, starts_on__lte=until)
            .order_by("starts_on", "id")
            .values("enrolment_id", "mentor_id", "starts_on", "ends_on")
        )
        self.growth = _many(
            Growth.objects.unscoped(_WHY).filter(**of, month__lte=until).order_by("month").values()
        )
        self.outcomes = _many(Outcome.objects.unscoped(_WHY).filter(**of, on__lte=until).values())
        seen = Reverification.objects.unscoped(_WHY).filter(**of, on__lte=until)
        self.reverified: dict[uuid.UUID, bool] = dict(seen.values_list("enrolment_id", "passed"))
        businesses = Enrolment.objects.unscoped(_WHY).filter(**of).values("business")
        self.verified = set(
            Verification.objects.filter(
                business__in=businesses, at__date__lte=until, outcome=Standing.CONFIRMED
            ).values_list("business_id", flat=True)
        )


def _many(rows: Iterable[dict[str, Any]]) -> dict[uuid.UUID, list[dict[str, Any]]]:
    grouped: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["enrolment_id"]].append(row)
    return grouped


def _row(e: Enrolment, told: _Told, until: datetime.date) -> ParticipantEvidence:
    held, months = told.caseloads.get(e.id, []), told.growth.get(e.id, [])
    base = next((m for m in months if m["baseline"]), None)
    later = [m for m in months if not m["baseline"]]
    business = e.business
    return ParticipantEvidence(
        enrolment=e.id,
        region=e.region,
        kecamatan=ancestor(e.region, 3),
        sex=e.person.sex,
        sector=business.sector if business else "",
        business_age=_age(business.started_year if business else None, e.enrolled_on),
        priority=e.application.priority,
        scheme=e.application.scheme.code,
        replacement=e.replaces_id is not None,
        enrolled_on=e.enrolled_on,
        exited=bool(e.exited_on and e.exited_on <= until),
        months=_months(held, e.programme.starts_on, until),
        last_mentor=held[-1]["mentor_id"] if held else None,
        baseline=_month(base),
        latest=_month(later[-1] if later else None),
        weeks=sum(m["weeks"] for m in later),
        weeks_with_sales=sum(m["weeks_with_sales"] for m in later),
        aspects={o["aspect"]: o["achieved"] for o in told.outcomes.get(e.id, [])},
        verified=e.business_id in told.verified if e.business_id else None,
        reverified=told.reverified.get(e.id),
    )


def _age(started: int | None, on: datetime.date) -> int | None:
    return None if started is None else max(0, on.year - started)


def _month(row: dict[str, Any] | None) -> Month | None:
    if row is None:
        return None
    return Month(**{name: row[name] for name in Month.__dataclass_fields__})


def _months(held: list[dict[str, Any]], start: datetime.date, until: datetime.date) -> dict[uuid.UUID, int]:
    counted: dict[uuid.UUID, int] = defaultdict(int)
    for middle in middles(start, until):
        for c in held:
            if c["starts_on"] <= middle and (c["ends_on"] is None or c["ends_on"] > middle):
                counted[c["mentor_id"]] += 1
    return dict(counted)
