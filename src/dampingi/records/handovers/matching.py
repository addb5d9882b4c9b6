"""Who of the receivers takes whom: evenly, or also near, with the field that is needed, and with as few changes as can be."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, prefetch_related_objects

from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.records.appointments.models import Expertise
from dampingi.records.businesses.models import Constraint
from dampingi.records.handovers.intake import EVEN
from dampingi.records.handovers.queries.loads import loads_of
from dampingi.records.handovers.queries.receivers import allowed_of
from dampingi.records.handovers.sharing import share_out
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor
from dampingi.records.programmes.queries import own_places

WOMAN = "P"


@dataclass(frozen=True)
class Match:
    """`metres` is from the participant's business to the middle of those the mentor accompanies; None where a position is missing.
    `field_fits` is None where no field is needed."""

    mentor: Mentor
    metres: int | None = None
    field_fits: bool | None = None
    stays: bool = False


@dataclass(frozen=True)
class Matched:
    """`left`: who gets nobody, and why: `region`, or `woman` where one was asked for and none of the receivers is."""

    of: dict[uuid.UUID, Match]
    left: dict[uuid.UUID, str]

    def digest(self) -> str:
        return digest(sorted((str(id), str(match.mentor.id)) for id, match in self.of.items()))


def matched(enrolments: Sequence[Enrolment], mentors: Sequence[Mentor], way: str) -> Matched:
    prefetch_related_objects(list(enrolments), "business", "person")
    return _even(enrolments, mentors) if way == EVEN else _near(enrolments, mentors)


def _even(enrolments: Sequence[Enrolment], mentors: Sequence[Mentor]) -> Matched:
    here = allowed_of(enrolments, mentors)
    allowed = {e: [m for m in ms if m.sex == WOMAN or not e.wants_woman] for e, ms in here.items()}
    shares = share_out(allowed, loads_of(mentors, without=enrolments))
    left = {e.id: "woman" if here[e] else "region" for e in enrolments if e not in shares}
    return Matched({e.id: Match(m) for e, m in shares.items()}, left)


def _near(enrolments: Sequence[Enrolment], mentors: Sequence[Mentor]) -> Matched:
    from dampingi.engines.timetable.caseloads import (
        Mentor as Carrier,
    )  # with NumPy: no command waits for it that does not use it
    from dampingi.engines.timetable.caseloads import Participant, assign

    by_id, loads = {str(m.id): m for m in mentors}, loads_of(mentors, without=enrolments)
    places, fields, now = own_places(enrolments), _needed(enrolments), _now(enrolments)
    people = [
        Participant(
            str(e.id), e.region, _position(e), fields.get(e.business_id, ""), e.wants_woman, now.get(e.id),
            tuple(places.get(e.id, ())),
        )
        for e in enrolments
    ]  # fmt: skip
    middles, known = _middles(mentors, enrolments), _known(mentors)
    carriers = [
        Carrier(
            str(m.id), m.region, loads[m] + len(enrolments), middles.get(m.id), frozenset(known[m.id]), m.sex == WOMAN, loads[m]
        )
        for m in mentors
    ]  # fmt: skip
    found = assign(people, carriers)
    needed = {one.id: bool(one.field) for one in people}
    of = {
        uuid.UUID(g.participant): Match(
            by_id[g.mentor], g.metres, g.field_fits if needed[g.participant] else None, g.stays
        )
        for g in found.given
    }
    return Matched(of, {uuid.UUID(id): why for id, why in found.left.items()})


def _position(enrolment: Enrolment) -> tuple[float, float] | None:
    shop = None if enrolment.business_until else enrolment.business
    if shop is None or shop.latitude is None or shop.longitude is None:
        return None
    return float(shop.latitude), float(shop.longitude)


def _needed(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID | None, str]:
    """business -> the mentors' field of its heaviest open constraint."""
    of = {each["code"]: each["field"] for each in load("constraints")}
    post = {each["code"]: each.get("consultant", each["code"]) for each in load("constraint_fields")}
    rows = Constraint.objects.unscoped("of participants the actor hands over").filter(
        business__in=[e.business_id for e in enrolments if e.business_id], resolved_on=None
    )
    heaviest = dict(rows.order_by("severity", "-since").values_list("business_id", "code"))
    return {shop: post.get(of.get(code, ""), "") for shop, code in heaviest.items()}


def _now(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, str]:
    held = Caseload.objects.filter(enrolment__in=[e.id for e in enrolments], ends_on=None)
    return {e: str(m) for e, m in held.values_list("enrolment_id", "mentor_id")}


def _middles(mentors: Sequence[Mentor], without: Sequence[Enrolment]) -> dict[uuid.UUID, tuple[float, float]]:
    """Where each mentor walks anyway: the mean position of the businesses they accompany, but for those being shared out."""
    held = Caseload.objects.exclude(enrolment__in=[e.id for e in without]).filter(
        mentor__in=[m.id for m in mentors], ends_on=None, enrolment__exited_on=None, enrolment__business__latitude__isnull=False
    )  # fmt: skip
    rows = held.order_by().values("mentor").annotate(
        lat=Avg("enrolment__business__latitude"), lon=Avg("enrolment__business__longitude")
    )  # fmt: skip
    return {r["mentor"]: (float(r["lat"]), float(r["lon"])) for r in rows if r["lon"] is not None}


def _known(mentors: Sequence[Mentor]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for mentor, field in Expertise.objects.filter(mentor__in=[m.id for m in mentors]).values_list(
        "mentor_id", "field"
    ):
        found[mentor].add(field)
    return found
