from dampingi.records.meetings.actions.attending import add_guest, drop_guest, mark, scan
from dampingi.records.meetings.actions.calendars import renew_address
from dampingi.records.meetings.actions.inviting import answer, invite, renew_link, uninvite
from dampingi.records.meetings.actions.items import drop_item, finish_item, give_item
from dampingi.records.meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting
from dampingi.records.meetings.actions.minuting import submit_minutes, write_minutes
from dampingi.records.meetings.actions.roadshows import plan_roadshow
from dampingi.records.meetings.actions.rooms import archive_room, edit_room, open_room, restore_room
from dampingi.records.meetings.actions.together import Move, move_together

__all__ = [
    "Move",
    "add_guest",
    "answer",
    "archive_room",
    "call_meeting",
    "cancel_meeting",
    "drop_guest",
    "drop_item",
    "edit_room",
    "finish_item",
    "give_item",
    "invite",
    "mark",
    "move_meeting",
    "move_together",
    "open_room",
    "plan_roadshow",
    "renew_address",
    "renew_link",
    "restore_room",
    "scan",
    "submit_minutes",
    "uninvite",
    "write_minutes",
]
