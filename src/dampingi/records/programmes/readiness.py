"""What higher apps ask of an appointment before it counts: registered at start-up, asked before participants or letters are given."""

import uuid
from collections.abc import Callable, Sequence

from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Mentor

Asker = Callable[[Sequence[Mentor]], dict[uuid.UUID, str]]
"""mentors -> {mentor: why it does not count yet, with the cure}."""
_askers: list[Asker] = []


def ask(asker: Asker) -> None:
    _askers.append(asker)


def why_not_ready(mentors: Sequence[Mentor]) -> dict[uuid.UUID, str]:
    found: dict[uuid.UUID, str] = {}
    for asker in _askers:
        found = asker(mentors) | found
    return found


def require_ready(mentors: Sequence[Mentor]) -> None:
    """Refuses with the first reason why one of them cannot begin."""
    for why in why_not_ready(mentors).values():
        raise Refused(why, status=409)
