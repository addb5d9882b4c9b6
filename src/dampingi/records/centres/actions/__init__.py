"""What changes at a centre."""

from dampingi.records.centres.actions.booking import book_hour, give_hour_back
from dampingi.records.centres.actions.building import add_room, add_unit, close_room, open_centre, retire_unit
from dampingi.records.centres.actions.occupying import leave_unit, occupy
from dampingi.records.centres.actions.repairing import (
    note_condition,
    plan_repair,
    show_picture,
    update_repair,
)

__all__ = [
    "add_room",
    "add_unit",
    "book_hour",
    "close_room",
    "give_hour_back",
    "leave_unit",
    "note_condition",
    "occupy",
    "open_centre",
    "plan_repair",
    "retire_unit",
    "show_picture",
    "update_repair",
]
