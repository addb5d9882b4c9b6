"""How a session's test went: who answered, and which questions were hardest; every figure opens its rows."""

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dampingi.foundation.ui.formats import number
from dampingi.records.quizzes.marking import RIGHT, Tally, hardest, tallies
from dampingi.records.quizzes.models import Opening, Side, Sitting
from dampingi.records.quizzes.queries import valid

WORDS = {Side.PRE.value: "sebelum", Side.POST.value: "sesudah"}
SIDES = {words: side for side, words in WORDS.items()}
MARKS = {"benar": True, "salah": False}


def questions(openings: Mapping[str, Opening], sitters: list[uuid.UUID], door: str) -> list[dict[str, Any]]:
    """The hardest first. `door` is the address of the rows."""
    if not openings:
        return []
    quiz = next(iter(openings.values())).quiz
    sheets = _sheets(openings, sitters)
    asked = quiz.asked()
    told = {side: tallies([s.marks for s in sheets[side]], len(asked)) for side in WORDS}
    return [
        {
            "number": k + 1,
            "text": asked[k].text,
            "right": asked[k].choices[asked[k].right],
            "sides": [_figure(told[side][k], side, k, door) for side in WORDS],
        }
        for k in hardest(told[Side.PRE], told[Side.POST])
    ]


def rows(openings: Mapping[str, Opening], people: Mapping[uuid.UUID, str], asked: Mapping[str, str]) -> list[dict[str, Any]]:  # fmt: skip
    """Who answered, as narrowed: side, question and whether it was right. Never which choice they took."""
    side = SIDES.get(asked.get("tes", ""))
    said = asked.get("soal", "")
    question = int(said) - 1 if said.isdecimal() and len(said) <= 3 else None
    right = MARKS.get(asked.get("jawaban", ""))
    found = [s for row in _sheets(openings, list(people)).values() for s in row]
    kept = [s for s in found if (side is None or s.opening.side == side) and _is(s, question, right)]
    told = [
        {"sitting": s, "name": people[s.sitter], "side": Side(s.opening.side).label, "word": WORDS[s.opening.side],
         "right": _mark(s, question)}
        for s in kept
    ]  # fmt: skip
    return sorted(told, key=lambda row: (row["name"].casefold(), row["word"]))


def _sheets(openings: Mapping[str, Opening], sitters: list[uuid.UUID]) -> dict[str, list[Sitting]]:
    found: dict[str, list[Sitting]] = {side: [] for side in WORDS}
    for sitting in valid(sitters).filter(opening__in=[o.id for o in openings.values()]):
        found[sitting.opening.side].append(sitting)
    return found


def _figure(tally: Tally, side: str, question: int, door: str) -> dict[str, Any]:
    asked = {"tes": WORDS[side], "soal": question + 1}
    share = tally.share
    return {
        "label": Side(side).label, "n": tally.n, "right": tally.right,
        "share": "" if share is None else f"{number(100 * share, 0)}%",
        "door": f"{door}?{urlencode(asked)}",
        "right_door": f"{door}?{urlencode(asked | {'jawaban': 'benar'})}",
    }  # fmt: skip


def _mark(sitting: Sitting, question: int | None) -> bool | None:
    if question is None or not 0 <= question < len(sitting.marks):
        return None
    return sitting.marks[question] == RIGHT


def _is(sitting: Sitting, question: int | None, right: bool | None) -> bool:
    return right is None or question is None or _mark(sitting, question) is right
