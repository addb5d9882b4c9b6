"""A participant's card: which record it is of, and a keyed code of ten letters. The picture says both; of hand one types the letters.

The code is a seal of this installation over the participant and how often the card was replaced: nothing is stored for it, nobody makes one up, and an old card is told from a
forged one. 32^10 codes are too many to guess, and only who keeps the door may try.
"""

import re
import uuid
from collections.abc import Iterable

from django.urls import reverse

from dampingi.foundation.identifiers import blind_indexes

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which are taken for one another."""
LENGTH = 10
_RECORD = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def codes_of(pairs: Iterable[tuple[uuid.UUID, int]]) -> list[str]:
    """For each participant and the number of their card, counted from 1."""
    return [_letters(index) for index in blind_indexes("learning.card", (f"{id}:{n}" for id, n in pairs))]


def code_of(enrolment: uuid.UUID, number: int) -> str:
    return codes_of([(enrolment, number)])[0]


def path_of(enrolment: uuid.UUID, number: int) -> str:
    """What the picture leads to. Whoever accompanies the participant also reads the record's id from it without a line."""
    return reverse("card_door", args=[f"{enrolment}.{code_of(enrolment, number)}"])


def spoken(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


def heard(text: str) -> tuple[uuid.UUID | None, str]:
    """The record and the code in what was scanned or typed; '' where there is no code."""
    said = text[:500]
    found = _RECORD.search(said)
    rest = said[found.end() :] if found else said
    letters = "".join(c for c in rest.upper() if c.isalnum())
    code = letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""
    return (uuid.UUID(found[0]) if found else None), code


def _letters(index: str) -> str:
    value, found = int(index, 16), ""
    for _ in range(LENGTH):
        value, at = divmod(value, len(LETTERS))
        found += LETTERS[at]
    return found
