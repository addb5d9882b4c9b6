from dampingi.records.meetings.queries.meetings import (
    came,
    invitee,
    invitees_of,
    may_manage,
    meeting,
    meetings,
    own_invitations,
)
from dampingi.records.meetings.queries.rooms import room, rooms

__all__ = [
    "came",
    "invitee",
    "invitees_of",
    "may_manage",
    "meeting",
    "meetings",
    "own_invitations",
    "room",
    "rooms",
]
