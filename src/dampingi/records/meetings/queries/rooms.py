import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.meetings.models import Room


def rooms(actor: Actor) -> Any:
    """Rooms in the actor's regions, and those of the office above them."""
    above = {ancestor(r, d) for r in actor.regions(Permission.VIEW_MEETINGS) for d in range(2, depth(r))}
    reached = Room.objects.for_actor(actor, Permission.VIEW_MEETINGS).values("id")
    return Room.objects.unscoped("narrowed to the two reaches next").filter(
        Q(id__in=reached) | Q(region__in=above)
    )


def room(actor: Actor, id: uuid.UUID) -> Room:
    found = rooms(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Ruang itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
