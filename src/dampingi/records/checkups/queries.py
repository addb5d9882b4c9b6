import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.records.checkups.models import MARKS, REACHED, CheckUp, State
from dampingi.records.programmes.models import Programme

KECAMATAN = 8
"""Letters of a kecamatan's code."""


def check_ups(actor: Actor) -> Any:
    """All in reach, due or to come; an alumnus' own are in `own_check_ups`."""
    rows = CheckUp.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS)
    return rows.select_related("enrolment__person", "enrolment__business", "programme")


def check_up(actor: Actor, id: uuid.UUID) -> CheckUp:
    found = check_ups(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Pemeriksaan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def places(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the kecamatan that the figures tell apart."""
    rows = check_ups(actor).order_by().annotate(kecamatan=Substr("region", 1, KECAMATAN))
    codes = sorted(set(rows.values_list("kecamatan", flat=True).distinct()))
    called = names(codes)
    return [(code, called.get(code, code)) for code in codes]


def own_due(actor: Actor, today: datetime.date) -> list[CheckUp]:
    """What the alumnus may answer now: due, and not said yet or not reached by others."""
    rows = CheckUp.objects.for_actor(actor, Permission.GIVE_VOICE)
    rows = rows.filter(due_on__lte=today).exclude(state__in=REACHED)
    return list(rows.select_related("enrolment__business", "programme").order_by("-due_on")[:1])


def programmes(actor: Actor) -> list[Programme]:
    ids = check_ups(actor).order_by().values_list("programme", flat=True).distinct()
    return list(Programme.objects.filter(id__in=list(ids)).order_by("-ends_on", "name"))


@dataclass(frozen=True)
class Share:
    """Of one kecamatan at one mark. `due` are all who should have been asked by now; who was not reached stays among them."""

    region: str
    mark: int
    due: int
    reached: int
    running: int


def shares(actor: Actor, programme: Programme, today: datetime.date) -> list[Share]:
    rows = check_ups(actor).filter(programme=programme, due_on__lte=today).order_by()
    counted = (
        rows.annotate(kecamatan=Substr("region", 1, KECAMATAN))
        .values("kecamatan", "mark")
        .annotate(
            due=Count("id"), reached=Count("id", filter=Q(state__in=REACHED)), running=Count("id", filter=Q(state=State.RUNNING))
        )
        .order_by(F("kecamatan"), "mark")
    )  # fmt: skip
    return [
        Share(r["kecamatan"], r["mark"], r["due"], r["reached"], r["running"])
        for r in counted
        if r["mark"] in MARKS
    ]
