from dampingi.records.partners.actions.people import (
    let_in,
    note_contact,
    remove_contact,
    show_out,
)
from dampingi.records.partners.actions.register import (
    correct_partner,
    end_partner,
    register_partner,
    resume_partner,
)

__all__ = [
    "correct_partner",
    "end_partner",
    "let_in",
    "note_contact",
    "register_partner",
    "remove_contact",
    "resume_partner",
    "show_out",
]
