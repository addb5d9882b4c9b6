from .deciding import approve, propose, propose_keeping, return_decision
from .opening import correct, open_determination
from .signing import make_minutes, note_absence, sign_decree, sign_minutes

__all__ = [
    "approve",
    "correct",
    "make_minutes",
    "note_absence",
    "open_determination",
    "propose",
    "propose_keeping",
    "return_decision",
    "sign_decree",
    "sign_minutes",
]
