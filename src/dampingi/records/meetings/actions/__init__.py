from dampingi.records.meetings.actions.calendars import renew_address
from dampingi.records.meetings.actions.inviting import answer, invite, renew_link, uninvite
from dampingi.records.meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting
from dampingi.records.meetings.actions.rooms import archive_room, edit_room, open_room, restore_room

__all__ = [
    "answer",
    "archive_room",
    "call_meeting",
    "cancel_meeting",
    "edit_room",
    "invite",
    "move_meeting",
    "open_room",
    "renew_address",
    "renew_link",
    "restore_room",
    "uninvite",
]
