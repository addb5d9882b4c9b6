"""What every action here shares: the row it holds, and its event."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.aspirations.models import Aspiration


def held(by: Actor, id: uuid.UUID) -> Aspiration:
    """For whoever answers there, or was asked to answer it; locked."""
    reached = Aspiration.objects.for_actor(by, Permission.ANSWER_ASPIRATIONS).filter(id=id).values("id")
    rows = Aspiration.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    row = rows.filter(pk__in=reached).first()
    if row is None:
        raise Refused(_("Aspirasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return row


def record(
    by: Actor, action: str, row: Aspiration, *, values: Any = (), reason: str = "", detail: dict | None = None
) -> None:
    record_event(
        by=by, action=action, subject=("aspiration", row.id), region=row.region, programme=row.programme_id,
        values=values, reason=reason, detail=detail,
    )  # fmt: skip
