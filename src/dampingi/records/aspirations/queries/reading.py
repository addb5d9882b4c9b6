import uuid
from typing import Any

from django.db.models import Case, Q, When
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
    return standing(rows).select_related("meeting", "responsible", "joins", "programme")


def standing(rows: Any) -> Any:
    """With `now` and `replied_at`: how the one it joins stands, or it by itself."""
    joined = Q(joins__isnull=False)
    return rows.annotate(
        now=Case(When(joined, then="joins__state"), default="state"),
        replied_at=Case(When(joined, then="joins__answered_at"), default="answered_at"),
    )


def aspiration(actor: Actor, id: uuid.UUID) -> Aspiration:
    found = aspirations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Aspirasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
