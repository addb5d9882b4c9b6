from dampingi.records.businesses.actions.archive import archive_business, archive_untouched, restore_business
from dampingi.records.businesses.actions.channels import note_channels, set_channels
from dampingi.records.businesses.actions.close import close_business, reopen_business
from dampingi.records.businesses.actions.constraints import (
    note_constraints,
    reopen_constraint,
    resolve_constraint,
    resolve_constraints,
    weigh_constraint,
)
from dampingi.records.businesses.actions.describe import describe_new
from dampingi.records.businesses.actions.doubt import ask_for_looks, withdraw_looks
from dampingi.records.businesses.actions.edit import edit_business, edit_person
from dampingi.records.businesses.actions.edit_many import Edit, Edited, edit_businesses, edit_persons
from dampingi.records.businesses.actions.listed import close_listed, reopen_listed, take_back_listed
from dampingi.records.businesses.actions.move import move_business
from dampingi.records.businesses.actions.owners import change_owner
from dampingi.records.businesses.actions.register import (
    register_business,
    register_businesses,
    register_persons,
)
from dampingi.records.businesses.actions.reveal import reveal_nik
from dampingi.records.businesses.actions.settle import accept_observation, archive_missing, look_again
from dampingi.records.businesses.actions.undo import undo_business_change, undo_person_change
from dampingi.records.businesses.actions.verify import verify_business, verify_businesses

__all__ = [
    "Edit",
    "Edited",
    "accept_observation",
    "archive_business",
    "archive_missing",
    "archive_untouched",
    "ask_for_looks",
    "change_owner",
    "close_business",
    "close_listed",
    "describe_new",
    "edit_business",
    "edit_businesses",
    "edit_person",
    "edit_persons",
    "look_again",
    "move_business",
    "note_channels",
    "note_constraints",
    "register_business",
    "register_businesses",
    "register_persons",
    "reopen_business",
    "reopen_constraint",
    "reopen_listed",
    "resolve_constraint",
    "resolve_constraints",
    "restore_business",
    "reveal_nik",
    "set_channels",
    "take_back_listed",
    "undo_business_change",
    "undo_person_change",
    "verify_business",
    "verify_businesses",
    "weigh_constraint",
    "withdraw_looks",
]
