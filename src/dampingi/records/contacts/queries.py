import uuid
from collections.abc import Sequence

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.contacts.models import Attempt

CHUNK = 500


def attempts(actor: Actor):
    return Attempt.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).select_related(
        "enrolment__person", "enrolment__business"
    )


def latest_attempts(enrolments: Sequence[uuid.UUID]) -> dict[uuid.UUID, Attempt]:
    """enrolment -> the last attempt, of participants the caller may see."""
    found: dict[uuid.UUID, Attempt] = {}
    for start in range(0, len(enrolments), CHUNK):
        rows = Attempt.objects.unscoped("of participants in reach").filter(
            enrolment__in=enrolments[start : start + CHUNK]
        )
        found |= {row.enrolment_id: row for row in rows.order_by("on", "at")}
    return found
