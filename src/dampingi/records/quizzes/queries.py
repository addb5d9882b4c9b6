"""What there is of quizzes. Whoever asks has checked the reach of the sessions and people they name."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from dampingi.foundation.canonical import digest
from dampingi.records.quizzes.models import Opening, Quiz, Side, Sitting


def state_of(quiz: Quiz | None) -> str:
    """What changes with every saving, for a form to say what it was written upon."""
    return f"{quiz.version}:{digest(quiz.questions)[:16]}" if quiz else "0"


def latest(kind: str, about: uuid.UUID | None) -> Quiz | None:
    return Quiz.objects.filter(kind=kind, about=about).order_by("-version").first() if about else None


def openings(kind: str, event: uuid.UUID) -> dict[str, Opening]:
    rows = Opening.objects.filter(kind=kind, event=event).select_related("quiz")
    return {o.side: o for o in rows}


def open_now(kind: str, events: Iterable[uuid.UUID]) -> list[Opening]:
    return list(Opening.objects.filter(kind=kind, event__in=list(events), closed_at=None))


def valid(sitters: Iterable[uuid.UUID]) -> QuerySet:
    """What counts of these people's answers."""
    rows = Sitting.objects.filter(sitter__in=list(sitters), annulled_at=None)
    return rows.select_related("opening__quiz")


def answered(sitters: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """(sitter, side) of those who answered."""
    return set(valid(sitters).values_list("sitter", "opening__side"))


def sitting(sitter: uuid.UUID, side: str) -> Sitting | None:
    return valid([sitter]).filter(opening__side=side).first()


SIDES = tuple(Side.values)
