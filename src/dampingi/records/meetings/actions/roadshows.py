"""A road-show planned in one go."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.rowwise import each_row
from dampingi.records.meetings.actions.meetings import call_meeting
from dampingi.records.meetings.models import Kind, Meeting, RoadShow
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Stop:
    """One kecamatan's meeting. `must` and `should` are user ids."""

    region: str
    starts_at: datetime.datetime
    place: str
    must: frozenset[uuid.UUID] = frozenset()
    should: frozenset[uuid.UUID] = frozenset()


@transaction.atomic
def plan_roadshow(
    *,
    by: Actor,
    programme: Programme,
    region: str,
    name: str,
    minutes: int,
    stops: Sequence[Stop],
    now: datetime.datetime | None = None,
) -> RoadShow:
    """All stops or none: a clash at one of them names it and nothing is called."""
    by.require(Permission.CALL_MEETINGS, region=region, programme=programme.id)
    if not name.strip():
        raise Refused(_("Isi nama rangkaian kunjungan."))
    if not stops:
        raise Refused(_("Pilih sedikitnya satu kecamatan yang dikunjungi."))
    if any(depth(s.region) != 3 for s in stops) or len({s.region for s in stops}) != len(stops):
        raise Refused(_("Tiap kecamatan dikunjungi satu kali. Periksa daftar kunjungannya."))
    show = RoadShow.objects.create(
        programme=programme,
        region=region,
        name=name.strip()[:120],
        by_name=by.name,
        called_at=now or timezone.now(),
    )

    def called(stop: Stop) -> Meeting:
        return call_meeting(
            by=by, programme=programme, region=stop.region, title=show.name, kind=Kind.ROADSHOW, starts_at=stop.starts_at, minutes=minutes,
            place=stop.place, must=stop.must, should=stop.should, roadshow=show, now=now,
        )  # fmt: skip

    each_row(stops, called)
    record_event(
        by=by,
        action="plan_roadshow",
        subject=("roadshow", show.id),
        region=region,
        programme=programme.id,
        detail={"stops": len(stops)},
    )
    return show
