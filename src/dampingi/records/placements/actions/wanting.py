"""An owner is told that a product goes on a partner's list, and says whether it may stand there."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.consignment import left
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.placements.actions.opening import record
from dampingi.records.placements.models import Line, Placement


@transaction.atomic
def answer_listing(*, by: Actor, line: uuid.UUID, wanted: bool) -> Line:
    """The owner's word, which may change; not while goods stand there."""
    rows = Line.objects.for_actor(by, Permission.SEE_OWN_PLACEMENTS)
    held = rows.filter(id=line).first()
    if held is None:
        raise Refused(_("Titipan itu tidak ada, atau bukan milik Anda."), status=404)
    Placement.objects.unscoped("nothing is delivered meanwhile").select_for_update().get(id=held.placement_id)
    found = rows.select_related("placement").get(id=held.id)
    if found.placement.ended_on:
        raise Conflict(_("Titip jual ini sudah berakhir."))
    if not wanted and left(found.stand):
        raise Conflict(
            _("Barang Anda masih ada di sana. Minta dinas mengembalikannya dahulu, lalu jawab lagi.")
        )
    found.wanted, found.answered_at = wanted, timezone.now()
    found.save(update_fields=["wanted", "answered_at"])
    record(by, "answer_listing", found.placement, {"product": str(found.product_id), "wanted": wanted})
    return found
