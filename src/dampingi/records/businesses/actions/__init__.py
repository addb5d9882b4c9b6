from dampingi.records.businesses.actions.archive import archive_business, archive_untouched, restore_business
from dampingi.records.businesses.actions.constraints import note_constraints, resolve_constraint
from dampingi.records.businesses.actions.edit import edit_business, edit_person
from dampingi.records.businesses.actions.register import register_businesses, register_persons
from dampingi.records.businesses.actions.reveal import reveal_nik
from dampingi.records.businesses.actions.verify import verify_business, verify_businesses

__all__ = [
    "archive_business",
    "archive_untouched",
    "edit_business",
    "edit_person",
    "note_constraints",
    "register_businesses",
    "register_persons",
    "resolve_constraint",
    "restore_business",
    "reveal_nik",
    "verify_business",
    "verify_businesses",
]
