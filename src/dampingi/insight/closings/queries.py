import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below
from dampingi.insight.closings.models import Closing
from dampingi.records.programmes.models import Programme

SEE = Permission.VIEW_MEETINGS


def closings(actor: Actor) -> Any:
    return Closing.objects.for_actor(actor, SEE).select_related("programme")


def closing(actor: Actor, id: uuid.UUID) -> Closing:
    found = closings(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Berita acara itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def kecamatan_of(actor: Actor, programme: Programme) -> list[Region]:
    """The programme's kecamatan in the actor's reach."""
    regions = actor.regions(SEE)
    return [r for r in below(programme.region, 3) if any(contains(own, r.code) for own in regions)]


def latest(actor: Actor, programme: Programme) -> dict[str, Closing]:
    """kecamatan -> its last minutes."""
    rows = closings(actor).filter(programme=programme).order_by("region", "number")
    return {row.region: row for row in rows}


def holds(found: Closing) -> bool:
    """Whether what is stored is still what was frozen."""
    return digest(found.body) == found.hash
