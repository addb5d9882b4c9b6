"""What answers are worth. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RIGHT, WRONG = "1", "0"


@dataclass(frozen=True, slots=True)
class Question:
    """`right` counts the choices from 0."""

    text: str
    choices: tuple[str, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `n` answered a question rightly."""

    n: int
    right: int

    @property
    def share(self) -> float | None:
        return self.right / self.n if self.n else None


def marks(questions: Sequence[Question], answers: Sequence[int | None]) -> str:
    """One letter a question, in order. What was left empty is wrong."""
    return "".join(RIGHT if a == q.right else WRONG for q, a in zip(questions, answers, strict=True))


def points(marked: str) -> int:
    """Share of right answers in points of 0 to 100, a half rounded up."""
    n = len(marked)
    return (200 * marked.count(RIGHT) + n) // (2 * n) if n else 0


def tallies(sheets: Iterable[str], questions: int) -> list[Tally]:
    """Per question, over everyone's marks."""
    rows = list(sheets)
    return [Tally(len(rows), sum(row[k] == RIGHT for row in rows)) for k in range(questions)]


def hardest(before: Sequence[Tally], after: Sequence[Tally]) -> list[int]:
    """Questions by the share of right answers after the session, before it where nobody answered after; the lowest first."""
    known = [b.share if a.share is None else a.share for b, a in zip(before, after, strict=True)]
    return sorted(range(len(known)), key=lambda k: (known[k] is None, known[k], k))
