"""The businesses someone chose from the constraint map: the ticked ones, or all behind a figure, however many."""

import datetime
import uuid
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.constraints.questions import held_back
from dampingi.pages.constraints.asked import Asked
from dampingi.records.programmes.models import Enrolment, Mentor
from dampingi.records.programmes.queries import enrolments_by_business, mentors_of
from dampingi.records.programmes.rosters import CHUNK

TICKED, CHOICE, SEARCH = "usaha", "pilih", "cari"


@dataclass(frozen=True)
class Selection:
    ids: list[uuid.UUID]
    query: str
    """The address that chooses the same again."""
    today: datetime.date

    @cached_property
    def enrolments(self) -> dict[uuid.UUID, Enrolment]:
        return enrolments_by_business(self.ids)

    @cached_property
    def mentors(self) -> dict[uuid.UUID, Mentor]:
        """business -> who accompanies its owner today."""
        wanted = [e.id for e in self.enrolments.values()]
        found: dict[uuid.UUID, Mentor] = {}
        for start in range(0, len(wanted), CHUNK):
            found |= mentors_of(wanted[start : start + CHUNK], on=self.today)
        return {b: found[e.id] for b, e in self.enrolments.items() if e.id in found}

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def participants(self) -> int:
        return len(self.enrolments)

    @property
    def outsiders(self) -> int:
        return self.count - self.participants

    @property
    def accompanied(self) -> int:
        return len(self.mentors)

    @property
    def guides(self) -> int:
        return len({m.id for m in self.mentors.values()})


def selected(actor: Actor, here: Asked, told: QueryDict, *, today: datetime.date) -> Selection:
    found = held_back(actor, here.question)
    ticked = _ids(told.getlist(TICKED))
    words = told.get(SEARCH, "").replace("\0", "").strip()[:200]
    if told.get(CHOICE) == "semua" or not (ticked or told.get(CHOICE)):
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word) | Q(owner__name__icontains=word) | Q(product__icontains=word)
            )
        chosen = [(CHOICE, "semua"), *([(SEARCH, words)] if words else [])]
    else:
        found = found.filter(id__in=ticked)
        chosen = [(CHOICE, "tercentang"), *((TICKED, str(id)) for id in ticked)]
    ids = list(found.order_by("region", "id").values_list("id", flat=True))
    return Selection(ids, "&".join(filter(None, (here.query(), urlencode(chosen)))), today)


def _ids(told: list[str]) -> list[uuid.UUID]:
    found = []
    for each in told[:CHUNK]:
        try:
            found.append(uuid.UUID(each))
        except ValueError:
            continue
    return found
