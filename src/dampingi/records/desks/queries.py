import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.desks.models import Desk, State, Ticket

SHOWN = 3


def desks(actor: Actor) -> Any:
    return (
        Desk.objects.for_actor(actor, Permission.MANAGE_CLINIC).filter(closed_at=None).order_by("name", "id")
    )


def desk_of(actor: Actor, id: uuid.UUID) -> Desk:
    found = desks(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Loket itu tidak ada, sudah ditutup, atau di luar wilayah Anda."), status=404)
    return found


def public_desk(id: uuid.UUID) -> Desk:
    """For the wall: numbers are nobody's secret."""
    found = Desk.objects.unscoped("a wall screen names nobody").filter(id=id, closed_at=None).first()
    if found is None:
        raise Refused(_("Loket itu tidak ada, atau sudah ditutup."), status=404)
    return found


@dataclass(frozen=True)
class Wall:
    """What hangs on the wall: the number called, those called before it, and how many still wait."""

    called: int | None
    before: list[int]
    waiting: int
    next: int | None


def wall(desk: Desk, on: datetime.date) -> Wall:
    rows = list(Ticket.objects.filter(desk=desk, on=on).values_list("number", "state", "called_at"))
    waiting = sorted(n for n, state, _at in rows if state == State.WAITING)
    over = [(at, n) for n, state, at in rows if state in (State.SERVED, State.SKIPPED) and at]
    called = next((n for n, state, _at in rows if state == State.CALLED), None)
    return Wall(
        called,
        [n for _at, n in sorted(over, reverse=True)[:SHOWN]],
        len(waiting),
        waiting[0] if waiting else None,
    )


def tickets(desk: Desk, on: datetime.date) -> list[Ticket]:
    return list(Ticket.objects.filter(desk=desk, on=on).order_by("number"))


def ticket_of(desk: Desk, id: uuid.UUID) -> Ticket:
    found = Ticket.objects.filter(desk=desk, id=id).first()
    if found is None:
        raise Refused(_("Nomor itu tidak ada di loket ini."), status=404)
    return found
