"""How many participants stand at which stage, place by place: counted in the database, by the same rule as the list behind it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.records.mentoring.queries.participants import FINISHED, in_state, stage_now
from dampingi.records.programmes.models import Enrolment, Programme, Stage
from dampingi.records.programmes.queries import current_programme, programmes


@dataclass
class Place:
    """Participants of one region: by the stage they stand at (None: past the last), and those with a stage overdue."""

    region: str
    name: str
    at: dict[UUID | None, int] = field(default_factory=lambda: defaultdict(int))
    late: dict[UUID | None, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return sum(self.at.values())

    @property
    def total_late(self) -> int:
        return sum(self.late.values())


@dataclass(frozen=True)
class Standings:
    programme: Programme
    stages: list[Stage]
    whole: Place
    districts: list[tuple[Place, list[Place]]]
    """Each kecamatan with its kelurahan."""


def standings(actor: Actor, programme: Programme, *, today: datetime.date) -> Standings:
    """Active participants within the actor's reach, by kelurahan and the stage they stand at."""
    found = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(
        programme=programme, exited_on=None
    )
    places: dict[str, Place] = {}
    for kind, rows in (("at", found), ("late", in_state(found, "late", today=today))):
        counted = rows.annotate(stage_now=stage_now()).order_by().values("region", "stage_now")
        for region, stage, n in counted.annotate(n=Count("pk")).values_list("region", "stage_now", "n"):
            for code in ("", ancestor(region, 3), region):
                getattr(places.setdefault(code, Place(code, code)), kind)[stage] += n
    called = names(code for code in places if code)
    for place in places.values():
        place.name = called.get(place.region, place.region)
    return Standings(
        programme, list(Stage.objects.filter(programme=programme)), places.get("", Place("", "")), _nested(places)
    )  # fmt: skip


def _nested(places: dict[str, Place]) -> list[tuple[Place, list[Place]]]:
    districts = sorted(code for code in places if code.count(".") == 2)
    return [
        (places[d], [places[c] for c in sorted(places) if c.count(".") == 3 and c.startswith(f"{d}.")])
        for d in districts
    ]


def stage_choices(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the stages one can stand at: of the newest programme, then of the others with its name."""
    theirs, newest = programmes(actor), current_programme(actor)
    found = Stage.objects.filter(programme__in=theirs).select_related("programme")
    rows = sorted(found, key=lambda s: (-s.programme.starts_on.toordinal(), s.programme.code, s.order))
    told = [(str(s.id), s.name if s.programme == newest else f"{s.name} ({s.programme.name})") for s in rows]
    return [*told, (FINISHED, _("Semua tahap selesai"))]
