from dampingi.records.clinic.actions.booking import book, cancel_bookings, move_bookings
from dampingi.records.clinic.actions.consulting import record_consultation
from dampingi.records.clinic.actions.places import ask_for_place, give_back, take_place
from dampingi.records.clinic.actions.slots import cancel_slot, open_slots

__all__ = [
    "ask_for_place",
    "book",
    "cancel_bookings",
    "cancel_slot",
    "give_back",
    "move_bookings",
    "open_slots",
    "record_consultation",
    "take_place",
]
