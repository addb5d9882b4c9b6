"""What stands in the way of a time: the room taken, people who must be elsewhere. And, as bare times, who is kept by their own business."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.accounts.models import User
from dampingi.records.commitments.queries import busy_people
from dampingi.records.commitments.spans import Span
from dampingi.records.meetings.models import Answer, Invitee, Meeting, Room


@dataclass(frozen=True)
class Clash:
    """Somebody must be at another meeting then."""

    user: User
    meeting: Meeting


def room_taken(
    room: Room, starts: datetime.datetime, ends: datetime.datetime, *, but: uuid.UUID | None = None
) -> Meeting | None:
    return _during(starts, ends, but).filter(room=room).order_by("starts_at").first()


def people_taken(
    users: Iterable[uuid.UUID],
    starts: datetime.datetime,
    ends: datetime.datetime,
    *,
    but: uuid.UUID | None = None,
) -> list[Clash]:
    """Of these people, who must come to another meeting then and has not said no to it; each once."""
    rows = Invitee.objects.unscoped("of people about to be asked").filter(
        meeting__in=_during(starts, ends, but).values("id"),
        required=True,
        removed_at=None,
        user__in=set(users),
    )
    found: dict[uuid.UUID, Clash] = {}
    for row in (
        rows.exclude(answer=Answer.NO)
        .select_related("user", "meeting__room")
        .order_by("user__name", "meeting__starts_at")
    ):
        found.setdefault(row.user_id, Clash(row.user, row.meeting))
    return list(found.values())


def kept_away(
    users: Iterable[uuid.UUID], starts: datetime.datetime, ends: datetime.datetime
) -> list[tuple[User, list[Span]]]:
    """Who of these people is kept by their own business for part of that time, by name; never by what."""
    spans = busy_people(users, starts, ends)
    named = User.objects.filter(id__in=list(spans)).order_by("name")
    return [(user, spans[user.id]) for user in named]


def _during(starts: datetime.datetime, ends: datetime.datetime, but: uuid.UUID | None) -> Any:
    found = Meeting.objects.unscoped("times of rooms and people, wherever they meet").filter(
        cancelled_at=None, starts_at__lt=ends, ends_at__gt=starts
    )
    return found.exclude(id=but) if but else found
