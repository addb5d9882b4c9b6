"""A participant as a stop of a mentor's day: why, where, how far, and what can be done at once."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.pages.attention import Attention
from dampingi.pages.today.messages import greeting
from dampingi.pages.today.starting import Point, Start
from dampingi.records.businesses.contacts import whatsapp_address
from dampingi.records.contacts.models import Attempt
from dampingi.records.contacts.queries import latest_attempts
from dampingi.records.mentoring.queries.needs import band_of
from dampingi.records.programmes.models import Enrolment


@dataclass
class Stop:
    """`rank` counts from 1: by the part of the day, then by distance where a start is known, else by need."""

    attention: Attention
    place: str
    phone: str
    whatsapp: str
    at: Point | None
    attempt: Attempt | None
    """The last message that was sent."""
    spot: Point | None
    """Of the business itself; `at` may be the middle of its kelurahan."""
    kilometres: float | None = None
    rank: int = 0

    @property
    def pk(self) -> uuid.UUID:
        return self.attention.enrolment.id

    @property
    def enrolment(self) -> Enrolment:
        return self.attention.enrolment

    @property
    def need(self) -> int:
        return self.attention.weight

    @property
    def band(self) -> str:
        return band_of(self.need)

    @property
    def band_name(self) -> str:
        return choices("need_bands").get(self.band, "")

    @property
    def map(self) -> str:
        return (
            f"https://www.google.com/maps/search/?api=1&query={self.spot.latitude},{self.spot.longitude}"
            if self.spot
            else ""
        )

    @property
    def street(self) -> str:
        business = self.enrolment.business
        return (business.address if business else "") or self.enrolment.person.address

    @property
    def why(self) -> str:
        return "; ".join(reason.text for reason in self.attention.reasons)


BANDS = ("now", "soon", "later")


def stops(
    seen: Sequence[Attention], *, mentor: Any, today: datetime.date, start: Start | None = None
) -> list[Stop]:
    """Those who need something, in the order of the day."""
    needing = [each for each in seen if each.reasons]
    called = names(each.enrolment.region for each in needing)
    at = middles(seen)
    written = latest_attempts([each.enrolment.id for each in needing])
    found = [_stop(each, called, at, mentor, today, written.get(each.enrolment.id)) for each in needing]
    for stop in found:
        stop.kilometres = start.point.kilometres_to(stop.at) if start and stop.at else None
    found.sort(key=_near if start else _needy)
    for rank, stop in enumerate(found, 1):
        stop.rank = rank
    return found


def _needy(stop: Stop) -> tuple:
    return -stop.need, stop.enrolment.person.key, str(stop.pk)


def _near(stop: Stop) -> tuple:
    far = stop.kilometres if stop.kilometres is not None else float("inf")
    return BANDS.index(stop.band), round(far, 3), *_needy(stop)


def _stop(
    each: Attention,
    called: dict[str, str],
    at: dict[str, Point],
    mentor: Any,
    today: datetime.date,
    attempt: Attempt | None,
) -> Stop:
    enrolment = each.enrolment
    business = enrolment.business
    phone = (business.phone if business else "") or enrolment.person.phone
    spot = spot_of(enrolment)
    return Stop(
        attention=each, place=called.get(enrolment.region, ""), phone=phone,
        whatsapp=whatsapp_address(phone, greeting(each, mentor, today=today)),
        at=spot or at.get(enrolment.region), spot=spot, attempt=attempt,
    )  # fmt: skip


def spot_of(enrolment: Enrolment) -> Point | None:
    business = enrolment.business
    if business is None or business.latitude is None or business.longitude is None:
        return None
    return Point(float(business.latitude), float(business.longitude))


def middles(seen: Sequence[Attention]) -> dict[str, Point]:
    """kelurahan -> the middle of the positions known there: where a business without one is looked for."""
    of: dict[str, list[Point]] = {}
    for each in seen:
        if spot := spot_of(each.enrolment):
            of.setdefault(each.enrolment.region, []).append(spot)
    return {region: Point.middle(points) for region, points in of.items()}
