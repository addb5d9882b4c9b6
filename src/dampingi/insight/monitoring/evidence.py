"""What each mentor did, through the same indicators as everything else, and what participants said of them."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.insight.facts.evidence import ParticipantEvidence
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values
from dampingi.insight.monitoring.values import NOTHING
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.voices.models import QUESTIONS, Voice

PROCESS = (
    "visits_per_participant",
    "stage_timeliness",
    "report_punctuality",
    "participation",
    "weeks_with_sales",
)


@dataclass(frozen=True)
class MentorEvidence:
    """`process`: indicator -> figure of the mentor's own days (by dated caseloads), with `verified_share` of those they
    accompanied last. `voices`: question -> (sum of answers 1..5, answers); a mentor without answers has none of it."""

    mentor: uuid.UUID
    user: uuid.UUID
    name: str
    region: str
    kecamatan: str
    level: str
    process: Mapping[str, Figure]
    voices: Mapping[str, Figure]


def mentors(
    actor: Actor,
    *,
    programme: Programme,
    until: datetime.date,
    participants: Sequence[ParticipantEvidence],
    region: str = "",
    permission: Permission = Permission.MANAGE_EVALUATION,
) -> list[MentorEvidence]:
    """Every mentor of the programme whom the actor reaches, by region and name. `participants` as facts.evidence gave them."""
    figures = values(
        actor, PROCESS, "mentor", programme=programme, region=region, permission=permission,
        period=of_programme(programme, until=until),
    )  # fmt: skip
    verified, voices = _verified(participants), _voices(programme, until)
    found = Mentor.objects.for_actor(actor, permission).filter(inside(region), programme=programme)
    return [
        MentorEvidence(
            mentor=m.id,
            user=m.user_id,
            name=m.name,
            region=m.region,
            kecamatan=ancestor(m.region, 3),
            level=m.level,
            process={code: figures.of(code, str(m.id)) for code in PROCESS}
            | {"verified_share": verified.get(m.id, NOTHING)},
            voices=voices.get(m.id, {}),
        )
        for m in found.order_by("region", "name", "id")
    ]


def _verified(participants: Sequence[ParticipantEvidence]) -> dict[uuid.UUID, Figure]:
    counted: dict[uuid.UUID, Figure] = defaultdict(lambda: NOTHING)
    for p in participants:
        if p.last_mentor and p.verified is not None:
            counted[p.last_mentor] += Figure(int(p.verified), 1)
    return counted


def _voices(programme: Programme, until: datetime.date) -> dict[uuid.UUID, dict[str, Figure]]:
    told = Voice.objects.unscoped("sums per mentor only; nobody's answers").filter(
        programme=programme, on__lte=until
    )
    sums = told.values("mentor").annotate(n=Count("id"), **{f"sum_{q}": Sum(q) for q in QUESTIONS})
    return {row["mentor"]: {q: Figure(row[f"sum_{q}"], row["n"]) for q in QUESTIONS} for row in sums}
