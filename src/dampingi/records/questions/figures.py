"""How an office keeps its promise: medians with the unanswered in them, shares, and what is overdue. Counts only; no names."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dampingi.foundation.regions.codes import inside
from dampingi.records.questions.models import Question
from dampingi.records.questions.waits import Kept, Wait, kept, median

Row = tuple[
    str, datetime.date, datetime.date | None, datetime.date | None, datetime.date | None, datetime.date | None
]


@dataclass(frozen=True)
class Figures:
    """Of the questions of one field ('' not known yet), or of all (None)."""

    field: str | None
    asked: int
    answered: int
    resolved: int
    to_answer: float | None
    """Median days to the first answer; None while half still wait."""
    to_resolve: float | None
    answer: Kept
    resolve: Kept

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered

    @property
    def unresolved(self) -> int:
        return self.asked - self.resolved

    @property
    def late(self) -> int:
        """Promises of a first answer that were not kept, answered since or not."""
        return self.answer.due - self.answer.kept


def figures(region: str, *, year: int | None, today: datetime.date) -> tuple[Figures, list[Figures]]:
    """All together, and by field, most asked first."""
    rows = Question.objects.unscoped("counts of a place, without names").filter(inside(region))
    if year:
        rows = rows.filter(asked_on__year=year)
    told: list[Row] = list(
        rows.values_list("field", "asked_on", "answered_on", "resolved_on", "answer_by", "resolve_by")
    )
    fields = sorted({row[0] for row in told})
    parts = [_of(field, (r for r in told if r[0] == field), today) for field in fields]
    return _of(None, told, today), sorted(parts, key=lambda f: (-f.asked, f.field or ""))


def _of(field: str | None, rows: Iterable[Row], today: datetime.date) -> Figures:
    told = list(rows)
    return Figures(
        field, len(told), sum(r[2] is not None for r in told), sum(r[3] is not None for r in told),
        median([_wait(r[1], r[2], today) for r in told]), median([_wait(r[1], r[3], today) for r in told]),
        kept([_left(r[2], r[4], today) for r in told]), kept([_left(r[3], r[5], today) for r in told]),
    )  # fmt: skip


def _wait(begun: datetime.date, ended: datetime.date | None, today: datetime.date) -> Wait:
    return Wait(max(0, ((ended or today) - begun).days), ended is not None)


def _left(
    ended: datetime.date | None, by: datetime.date | None, today: datetime.date
) -> tuple[int | None, bool]:
    return ((by - (ended or today)).days if by else None), ended is not None
