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
from dampingi.records.partners.actions.talking import finish_talk, note_talk

__all__ = [
    "correct_partner",
    "end_partner",
    "finish_talk",
    "let_in",
    "note_contact",
    "note_talk",
    "register_partner",
    "remove_contact",
    "resume_partner",
    "show_out",
]
