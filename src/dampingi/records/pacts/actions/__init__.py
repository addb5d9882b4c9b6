from dampingi.records.pacts.actions.delivering import annul_delivery, confirm_delivery, deliver
from dampingi.records.pacts.actions.drafting import (
    add_obligation,
    add_signatory,
    change_draft,
    draft,
    remove_obligation,
    remove_signatory,
    submit_draft,
)
from dampingi.records.pacts.actions.lasting import end_pact, renew, sign, warn_all

__all__ = [
    "add_obligation",
    "add_signatory",
    "annul_delivery",
    "change_draft",
    "confirm_delivery",
    "deliver",
    "draft",
    "end_pact",
    "remove_obligation",
    "remove_signatory",
    "renew",
    "sign",
    "submit_draft",
    "warn_all",
]
