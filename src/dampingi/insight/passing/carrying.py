"""A marking as one file: the standard and everybody's values without ids or names, so that another machine marks them again."""

import json
from typing import Any

from dampingi.engines.checklist import Unusable
from dampingi.foundation.canonical import canonical, digest
from dampingi.insight.passing.marks import Person, counts, sealed
from dampingi.insight.passing.models import Marking
from dampingi.insight.passing.queries import frozen_person, people_of

KIND = "dampingi passing"
_SAYS = "This file holds no marking of participants."


class Unreadable(Exception):
    """A file that holds no marking."""


def exported(marking: Marking) -> bytes:
    people = [frozen_person(row) for row in people_of(marking)]
    told = sorted(([p.part, p.left, dict(p.values)] for p in people), key=canonical)
    return canonical(
        {
            "kind": KIND, "programme": marking.programme.code, "number": marking.number, "hash": marking.hash,
            "as_of": marking.as_of.isoformat(), "standard": marking.standard.body, "body": marking.body, "people": told,
        }
    )  # fmt: skip


def read(content: bytes) -> dict[str, Any]:
    """Raises Unreadable."""
    try:
        told = json.loads(content)
    except ValueError as fault:
        raise Unreadable(_SAYS) from fault
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise Unreadable(_SAYS)
    return told


def same(told: dict[str, Any]) -> bool:
    """Whether a file's marks follow from its people by its standard, digit by digit. Raises Unreadable."""
    try:
        people = [Person("", part, left, values) for part, left, values in told["people"]]
        again = counts(told["standard"], people)
        kept = {name: again[name] for name in ("whole", "parts")}
        hash = digest(sealed(again, told["as_of"], digest(told["standard"])))
        return kept == told["body"] and hash == told["hash"]
    except (Unusable, LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as fault:
        raise Unreadable(_SAYS) from fault
