"""What higher apps tell of applicants who served before, for whoever judges them. Registered at start-up."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.recruitment.models import Applicant


@dataclass(frozen=True)
class Told:
    words: str
    href: str


Teller = Callable[[Actor, Sequence[Applicant]], dict[uuid.UUID, Told]]
"""(reader, applicants) -> {applicant: what is known}, only where there is something the reader may see."""
tellers: list[Teller] = []


def known(actor: Actor, applicants: Sequence[Applicant]) -> dict[uuid.UUID, list[Told]]:
    found: dict[uuid.UUID, list[Told]] = {}
    for tell in tellers:
        for id, told in tell(actor, applicants).items():
            found.setdefault(id, []).append(told)
    return found
