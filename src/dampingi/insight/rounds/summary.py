"""What the regions of a round answered, side by side, and together: only what was handed in and not returned.

A total is told with how many regions stand behind it; a region without a number is in none, and never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from dampingi.insight.rounds import answers
from dampingi.insight.rounds.models import Edition, Entry, Outcome, Round
from dampingi.insight.rounds.periods import named
from dampingi.insight.rounds.questions import Question
from dampingi.insight.rounds.standings import Standing, is_late

COUNTED = (Outcome.WAITING, Outcome.ACCEPTED)


@dataclass(frozen=True)
class Line:
    """One region's answers in the order of the questions; None where it has not handed in."""

    entry: Entry
    place: str
    accepted: bool
    late: bool
    rows: list[Mapping[str, Any] | None]


@dataclass(frozen=True)
class Together:
    question: Question
    answer: Mapping[str, str] | None
    """Numerators and denominators, or plain numbers, added; None where no region has one."""
    regions: int
    """Regions with a number."""

    @property
    def shown(self) -> str:
        return answers.shown(self.question, self.answer)

    @property
    def counted(self) -> str:
        return answers.counted(self.answer)


def lines(round: Round, entries: Sequence[Entry], editions: Mapping[Any, Edition], places: Mapping[str, str]) -> list[Line]:  # fmt: skip
    return [_line(round, e, editions.get(e.id), places.get(e.region, e.region)) for e in entries]


def _line(round: Round, entry: Entry, edition: Edition | None, place: str) -> Line:
    counts = edition if edition and edition.outcome in COUNTED else None
    held = {row["code"]: row for row in counts.body["answers"]} if counts else {}
    accepted = counts is not None and counts.outcome == Outcome.ACCEPTED
    return Line(
        entry, place, accepted, is_late(entry, edition), [held.get(q["code"]) for q in round.questions]
    )


def together(round: Round, found: Sequence[Line]) -> list[Together]:
    """Of the accepted lines alone: what waits may still be returned."""
    return [_sum(question, [line.rows[n] for line in found if line.accepted]) for n, question in enumerate(round.questions)]  # fmt: skip


def _sum(question: Question, rows: Sequence[Mapping[str, Any] | None]) -> Together:
    given = [row["answer"] for row in rows if row and answers.given(row["answer"])]
    parts = ("top", "bottom") if question["shape"] == "ratio" else ("number",)
    if not given:
        return Together(question, None, 0)
    return Together(
        question, {part: format(sum(Decimal(a[part]) for a in given), "f") for part in parts}, len(given)
    )


def body(
    round: Round, found: Sequence[Line], places: Mapping[str, str], standings: Mapping[Any, Standing], problems: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    """As plain JSON and in one language, to be frozen: `cells` are the values as told, "" without data, None not handed in.

    `standings`: by entry. `problems`: see outstanding.py.
    """
    with override("id"):
        return {
            "period": named(round.kind, round.starts_on), "region": [round.region, places.get(round.region, round.region)],
            "due_on": round.due_on.isoformat(), "accepted": sum(line.accepted for line in found),
            "lines": [_told(line, standings[line.entry.id]) for line in found], "problems": problems, "together": [_summed(t) for t in together(round, found)],
        }  # fmt: skip


def _told(line: Line, standing: Standing) -> dict[str, Any]:
    cells = [None if row is None else "" if row["answer"].get("missing") else answers.shown(row, row["answer"]) for row in line.rows]  # fmt: skip
    return {
        "region": line.entry.region, "place": line.place, "state": str(line.entry.get_state_display()), "late": line.late, "cells": cells,
        "edition": standing.edition.number if standing.edition else None, "flags": standing.flags,
    }  # fmt: skip


def _summed(found: Together) -> dict[str, Any]:
    question = found.question
    return {
        "name": question["name"], "unit": question["unit"], "shown": found.shown, "counted": found.counted, "regions": found.regions,
    }  # fmt: skip
