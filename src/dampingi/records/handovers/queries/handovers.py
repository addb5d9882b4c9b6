import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.records.handovers.models import Handover, HandoverLine
from dampingi.records.mentoring.models import Visit
from dampingi.records.mentoring.queries.promises import outstanding


def handovers(actor: Actor) -> Any:
    """Those in the regions one looks after, and those by which oneself gave or received."""
    reached = Handover.objects.for_actor(actor, Permission.VIEW_MENTORS).values("pk")
    gave = HandoverLine.objects.unscoped("one's own").filter(giver__user=actor.user_id, giver__isnull=False)
    own = Q(pk__in=gave.values("handover")) if actor.user_id else Q(pk__in=[])
    return Handover.objects.unscoped("reach checked here").filter(Q(pk__in=reached) | own)


def handover(actor: Actor, id: uuid.UUID) -> Handover:
    found = handovers(actor).select_related("programme", "undo").filter(id=id).first()
    if found is None:
        raise Refused(_("Serah terima itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def made_by(actor: Actor, id: str) -> Handover | None:
    """The actor's own handover of that id: a form sent twice asks for what is done."""
    try:
        asked = uuid.UUID(id)
    except ValueError:
        return None
    return Handover.objects.unscoped("one's own").filter(id=asked, by=actor.user_id).first()


def lines_of(actor: Actor, handover: Handover) -> Any:
    """All of it for those who look after its region; a mentor sees what they gave or received."""
    rows = HandoverLine.objects.unscoped("of a handover in reach").filter(handover=handover)
    if not actor.may(Permission.VIEW_MENTORS, region=handover.region):
        rows = rows.filter(Q(giver__user=actor.user_id) | Q(receiver__user=actor.user_id))
    return rows.select_related("enrolment__person", "giver", "receiver")


def line(actor: Actor, id: uuid.UUID) -> HandoverLine:
    found = HandoverLine.objects.unscoped("reach checked with its handover").filter(id=id).first()
    if found is None or not lines_of(actor, handover(actor, found.handover_id)).filter(id=id).exists():
        raise Refused(_("Serah terima itu tidak ada, atau di luar wilayah Anda."), status=404)
    return lines_of(actor, found.handover).get(id=id)


def promises(lines: Sequence[HandoverLine]) -> dict[uuid.UUID, str]:
    """participant -> what the last visit promised, so that a handover does not lose it."""
    ids = [r.enrolment_id for r in lines]
    rows = Visit.objects.unscoped("of lines in reach").filter(enrolment__in=ids, archived_at=None)
    found = {}
    for row in rows.order_by("on", "recorded_at").only("enrolment_id", "next_step"):
        found[row.enrolment_id] = row
    still = outstanding(ids)
    return {
        id: _("Janji: %(step)s") % {"step": v.next_step}
        + (f" ({formats.short_day(still[id].day)})" if id in still else "")
        for id, v in found.items()
        if v.next_step
    }
