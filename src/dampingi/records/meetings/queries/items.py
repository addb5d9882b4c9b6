import datetime
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.meetings.models import ActionItem, Meeting


def own_items(actor: Actor) -> Any:
    """What the actor took on and has not done, soonest first."""
    found = ActionItem.objects.unscoped("one's own only").filter(done_at=None, dropped_at=None)
    return (
        found.filter(owner=actor.user_id).select_related("meeting").order_by("due_on", "id")
        if actor.user_id
        else found.none()
    )


def items(actor: Actor) -> Any:
    """What was taken on at meetings the actor sees, and the actor's own."""
    found = ActionItem.objects.for_actor(actor, Permission.VIEW_MEETINGS).filter(dropped_at=None)
    return found.select_related("meeting", "owner")


def items_of(meeting: Meeting) -> list[ActionItem]:
    rows = ActionItem.objects.unscoped("of a meeting in hand").filter(meeting=meeting, dropped_at=None)
    return list(rows.select_related("owner").order_by("due_on", "id"))


def item(actor: Actor, id: uuid.UUID) -> ActionItem:
    own = (
        ActionItem.objects.unscoped("one's own only")
        .filter(owner=actor.user_id, id=id)
        .select_related("meeting", "owner")
    )
    row = (own.first() if actor.user_id else None) or items(actor).filter(id=id).first()
    if row is None:
        raise Refused(_("Tindak lanjut itu tidak ada, atau bukan milik Anda."), status=404)
    return row


def overdue(item: ActionItem, today: datetime.date | None = None) -> bool:
    return not item.done_at and item.due_on < (today or timezone.localdate())
