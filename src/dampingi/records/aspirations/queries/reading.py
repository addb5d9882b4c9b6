import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.aspirations.models import Aspiration

READ = (Permission.VIEW_ASPIRATIONS, Permission.ANSWER_ASPIRATIONS)


def aspirations(actor: Actor) -> Any:
    """Those of the actor's regions and those they were asked to answer."""
    reached = Q()
    for permission in READ:
        reached |= Q(pk__in=Aspiration.objects.for_actor(actor, permission).values("pk"))
    rows = Aspiration.objects.unscoped("narrowed to the two reaches").filter(reached)
    return rows.select_related("meeting", "responsible")


def aspiration(actor: Actor, id: uuid.UUID) -> Aspiration:
    found = aspirations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Aspirasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
