"""Who registered, who waits, and where one still may."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.learning.models import Invitation, Registration, Training
from dampingi.records.programmes.models import Enrolment

PLACED, WAITING, LEFT = "tempat", "menunggu", "mundur"


def taken(training: Training) -> int:
    rows = Registration.objects.unscoped("counts only")
    return int(rows.filter(training=training, left_at=None, placed_at__isnull=False).count())


def last_number(training: Training) -> int:
    rows = Registration.objects.unscoped("counts only").filter(training=training)
    return int(rows.aggregate(last=Max("number"))["last"] or 0)


def waiting(training: Training) -> QuerySet:
    """In the order of asking."""
    rows = Registration.objects.unscoped("the training's own queue").filter(
        training=training, left_at=None, placed_at=None
    )
    return rows.select_related("enrolment__person").order_by("number")


def filled(trainings: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """training -> (places taken, how many wait)."""
    rows = Registration.objects.unscoped("counts only, of trainings in reach").filter(
        training__in=list(trainings), left_at=None
    )
    counts = rows.values("training").annotate(
        held=Count("id", filter=Q(placed_at__isnull=False)), waits=Count("id", filter=Q(placed_at=None))
    )
    return {c["training"]: (c["held"], c["waits"]) for c in counts.order_by()}


def places_in_line(rows: Sequence[Registration]) -> dict[uuid.UUID, int]:
    """Whose turn it is among those who wait: 1 is the next."""
    waits = {r.training_id for r in rows if not r.placed_at and not r.left_at}
    line = Registration.objects.unscoped("of trainings in reach").filter(
        training__in=waits, left_at=None, placed_at=None
    )
    turns: dict[uuid.UUID, int] = {}
    found = {}
    for training, id in line.order_by("number").values_list("training", "id"):
        turns[training] = found[id] = turns.get(training, 0) + 1
    return found


def registrations(actor: Actor, training: Training) -> QuerySet:
    found = Registration.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(training=training)
    return found.select_related("enrolment__person", "enrolment__business", "training")


def registration(actor: Actor, id: uuid.UUID) -> Registration:
    rows = Registration.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(id=id)
    found = rows.select_related("enrolment__person", "enrolment__business", "training__programme").first()
    if found is None:
        raise Refused(_("Pendaftaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def candidates(actor: Actor, training: Training) -> QuerySet:
    """Participants the actor may register: of the region or the invited; the desk registers any of the programme."""
    listed = Registration.objects.unscoped("whether they are on the list").filter(
        training=training, enrolment=OuterRef("pk"), left_at=None
    )
    rows = Enrolment.objects.for_actor(actor, Permission.JOIN_TRAININGS).filter(
        programme=training.programme_id, enrolled_on__lte=training.on
    )
    rows = (
        rows.exclude(exited_on__lt=training.on).exclude(Exists(listed)).select_related("person", "business")
    )
    if actor.may(Permission.MANAGE_INTAKE, region=training.region, programme=training.programme_id):
        return rows
    asked = Invitation.objects.unscoped("of a training in reach").filter(training=training)
    if asked.exists():
        return rows.filter(id__in=asked.exclude(enrolment=None).values("enrolment"))
    return rows.filter(inside(training.region))


def open_to(actor: Actor) -> QuerySet:
    """Ids of trainings with registration in whose region, or on whose list of invited, someone of the actor's is."""
    theirs = Enrolment.objects.for_actor(actor, Permission.JOIN_TRAININGS).filter(exited_on=None)
    pairs = set(theirs.values_list("programme", "region").order_by())
    codes = {".".join(region.split(".")[:n]) for _p, region in pairs for n in range(1, 5)}
    rows = Training.objects.unscoped("announced to every participant of its region").filter(
        places__isnull=False, region__in=codes, programme__in={p for p, _r in pairs}
    )
    asked = Invitation.objects.unscoped("one's own").filter(training=OuterRef("pk"))
    return rows.filter(~Exists(asked) | Exists(asked.filter(enrolment__in=theirs.values("pk")))).values("id")


def coming(actor: Actor, enrolment: Enrolment, *, today: datetime.date) -> list[Training]:
    """The participant's trainings to come: those they may register for and those everyone is invited to.

    Each with `mine` (the registration, if any), `turn`, `free` and `closed`.
    """
    codes = [".".join(enrolment.region.split(".")[:n]) for n in range(1, 5)]
    mine = Registration.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(
        enrolment=enrolment, left_at=None
    )
    asked = Invitation.objects.unscoped("whether it is for chosen ones").filter(training=OuterRef("pk"))
    rows = Training.objects.unscoped("announced to every participant of its region").filter(
        Q(region__in=codes) & (~Exists(asked) | Exists(asked.filter(enrolment=enrolment)))
        | Q(id__in=mine.values("training")),
        programme=enrolment.programme_id, on__gte=today,
    )  # fmt: skip
    found: list[Any] = list(rows.order_by("on", "title"))
    own = {r.training_id: r for r in mine.filter(training__in=found)}
    counts, turns = filled([t.id for t in found]), places_in_line(list(own.values()))
    for each in found:
        each.mine = own.get(each.id)
        each.turn = turns.get(each.mine.id) if each.mine else None
        each.free = max(0, (each.places or 0) - counts.get(each.id, (0, 0))[0])
        each.closed = each.closes_on is not None and each.closes_on < today
    return [t for t in found if not t.cancelled_at or t.mine]
