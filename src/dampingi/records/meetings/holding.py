"""Who books holds the room and the people until the transaction ends, so that two cannot see the same gap.

Always meeting, then room, then people by id: nobody waits for each other. SQLite's IMMEDIATE transaction already lets one writer in.
"""

import uuid
from collections.abc import Iterable

from dampingi.foundation.accounts.models import User
from dampingi.records.meetings.models import Meeting, Room


def hold_meeting(id: uuid.UUID) -> Meeting:
    """The meeting as it is now, held."""
    rows = Meeting.objects.unscoped("reach is checked by the caller").select_for_update(
        of=("self",), no_key=True
    )
    return rows.select_related("room", "called_by").get(id=id)


def hold_room(room: Room | None) -> Room | None:
    """The room as it is now, held."""
    if room is None:
        return None
    return (
        Room.objects.unscoped("reach is checked by the caller").select_for_update(no_key=True).get(id=room.id)
    )


def hold_people(users: Iterable[uuid.UUID]) -> None:
    """`no_key`: notices and audit rows about them go on being written."""
    rows = User.objects.select_for_update(no_key=True).filter(id__in=set(users)).order_by("id")
    list(rows.values_list("id", flat=True))
