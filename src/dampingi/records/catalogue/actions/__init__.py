from dampingi.records.catalogue.actions.consents import agree, withdraw_consent
from dampingi.records.catalogue.actions.permits import check_permit, note_permit
from dampingi.records.catalogue.actions.photos import add_photo, remove_photo, show_first
from dampingi.records.catalogue.actions.products import (
    check_product,
    correct_product,
    label_product,
    submit_product,
    withdraw_product,
    write_product,
)

__all__ = [
    "add_photo",
    "agree",
    "check_permit",
    "check_product",
    "correct_product",
    "label_product",
    "note_permit",
    "remove_photo",
    "show_first",
    "submit_product",
    "withdraw_consent",
    "withdraw_product",
    "write_product",
]
