import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.aspirations.models import Box


def boxes(actor: Actor) -> Any:
    return Box.objects.for_actor(actor, Permission.KEEP_ASPIRATIONS)


def box_of(actor: Actor, id: uuid.UUID) -> Box:
    found = boxes(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Tautan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def open_boxes() -> list[Box]:
    """For everyone."""
    rows = Box.objects.unscoped("public: which kecamatan hear wishes").filter(closed_at=None)
    return list(rows.order_by("region"))


def open_box(region: str) -> Box | None:
    rows = Box.objects.unscoped("public: by the kecamatan's code").filter(region=region, closed_at=None)
    return rows.select_related("programme").first()
