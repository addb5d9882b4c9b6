import datetime
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.equipment.models import Award, Decree, Handover, Recall, UseCheck

SEE = Permission.VIEW_EQUIPMENT
EVERY = datetime.timedelta(days=182)
"""An item nobody looked at for so long is due for a look."""


def decrees(actor: Actor) -> Any:
    return Decree.objects.for_actor(actor, SEE)


def decree(actor: Actor, id: uuid.UUID) -> Decree:
    found = decrees(actor).select_related("budget").filter(id=id).first()
    if found is None:
        raise Refused(_("Keputusan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def lines_of(found: Decree) -> list[Award]:
    rows = Award.objects.unscoped("of a decree in hand").filter(decree=found)
    return list(rows.select_related("need__business__owner", "handover").order_by("-points", "item", "id"))


def items(actor: Actor) -> Any:
    """Lines of approved decrees that hold, with `looked` (the last check's state) and `seen_on` (that day, or the handover's)."""
    rows = Award.objects.for_actor(actor, SEE).filter(decree__state=Decree.State.APPROVED, voided_on=None)
    return told(rows).select_related("need__business__owner", "handover", "decree__budget")


def told(rows: Any) -> Any:
    checks = UseCheck.objects.unscoped("of items in reach").filter(handover__award=OuterRef("pk"))
    last = checks.order_by("-on", "-at")
    back = Recall.objects.unscoped("of items in reach").filter(
        handover__award=OuterRef("pk"), state=Recall.State.APPROVED
    )
    return rows.annotate(
        looked=Subquery(last.values("state")[:1]),
        seen_on=Coalesce(Subquery(last.values("on")[:1]), "handover__on"),
        recalled=Exists(back),
    )


def item(actor: Actor, id: uuid.UUID) -> Any:
    """Whatever became of its line."""
    rows = told(Award.objects.for_actor(actor, SEE)).select_related(
        "need__business__owner", "handover", "decree__budget"
    )
    found = rows.filter(id=id).first()
    if found is None or (found.decree.state != Decree.State.APPROVED and not actor.regions(SEE)):
        raise Refused(_("Barang itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def due_for_a_look(rows: Any, today: datetime.date) -> Any:
    """With its recipient still, as far as is known, and not looked at for half a year."""
    gone = rows.filter(looked__in=(UseCheck.State.LOST, UseCheck.State.SOLD))
    return rows.filter(handover__isnull=False, recalled=False, seen_on__lte=today - EVERY).exclude(
        pk__in=gone.values("pk")
    )


def handover(actor: Actor, id: uuid.UUID) -> Handover:
    rows = Handover.objects.for_actor(actor, SEE).select_related(
        "award__need__business__owner", "award__decree"
    )
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Serah terima itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def check(actor: Actor, id: uuid.UUID) -> UseCheck:
    found = UseCheck.objects.for_actor(actor, SEE).filter(id=id).exclude(photo="").first()
    if found is None:
        raise Refused(_("Foto itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def recall_of(found: Handover) -> Recall | None:
    """The one that waits or was approved; else the last one that was not."""
    rows = Recall.objects.unscoped("of an item in hand").filter(handover=found)
    return rows.exclude(state=Recall.State.RETURNED).first() or rows.order_by("-at").first()


def recall(actor: Actor, id: uuid.UUID) -> Recall:
    found = Recall.objects.for_actor(actor, SEE).select_related("handover").filter(id=id).first()
    if found is None:
        raise Refused(_("Penarikan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
