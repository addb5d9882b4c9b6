import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.meetings.models import Meeting, RoadShow


def roadshows(actor: Actor) -> Any:
    """Those of the actor's regions; a kecamatan sees its own stop among the meetings."""
    return RoadShow.objects.for_actor(actor, Permission.VIEW_MEETINGS).order_by("-called_at")


def roadshow(actor: Actor, id: uuid.UUID) -> RoadShow:
    found = roadshows(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rangkaian kunjungan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def stops(show: RoadShow) -> list[Meeting]:
    rows = (
        Meeting.objects.unscoped("of a road-show in hand")
        .filter(roadshow=show)
        .order_by("starts_at", "region")
    )
    return list(rows.select_related("room"))
