"""Which column means which field: headings and value shapes together, each with a confidence; a person may overrule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, overload

from dampingi.engines.sheets import shapes
from dampingi.engines.sheets.headers import Header, field_scores
from dampingi.engines.sheets.headings import multiplier
from dampingi.engines.sheets.layouts import Field, Layout
from dampingi.engines.sheets.workbooks import Row

Reason = Literal["heading", "values", "chosen", "none"]
BY_VALUES_ALONE = ("nik", "phones", "email")
LEAST = 0.5
NAMED = 0.65
BESIDE_EXACT = 0.6
"""What another meaning counts where the heading says one by its very name: `No HP` full of slips is no `No KK`."""


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """`column` counts from 0. `confidence` is 0 to 1; below 0.75 a person should look. `multiplier` is for money."""

    column: int
    heading: str
    field: str | None
    confidence: float
    reason: Reason
    multiplier: int = 1
    alternatives: tuple[tuple[str, float], ...] = ()


class Column(Sequence[object]):
    """One column of rows without turning all of them round: only a sample of it is ever looked at."""

    def __init__(self, rows: Sequence[Row], at: int) -> None:
        self._rows, self._at = rows, at

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> object: ...
    @overload
    def __getitem__(self, index: slice) -> list[object]: ...
    def __getitem__(self, index: int | slice) -> object:
        if isinstance(index, slice):
            return [row[self._at] for row in self._rows[index]]
        return self._rows[index][self._at]

    def __iter__(self) -> Iterator[object]:
        return map(itemgetter(self._at), self._rows)


def columns_of(rows: Sequence[Row], width: int) -> list[Column]:
    return [Column(rows, at) for at in range(width)]


def match_columns(
    header: Header, columns: Sequence[Sequence[object]], layout: Layout, overrides: Mapping[int, str | None]
) -> tuple[ColumnMatch, ...]:
    """Give each column at most one field and each field at most one column; `overrides` {column: field or None} win."""
    samples = [shapes.sample(column) for column in columns]
    scored = {
        column: _scores(layout, header.headings[column], samples[column])
        for column in range(len(columns))
        if column not in overrides and (samples[column] or header.headings[column])
    }
    chosen = _assign(scored, taken={field for field in overrides.values() if field})
    return tuple(
        _match(column, header.headings[column], chosen, scored, overrides)
        for column in range(len(columns))
        if samples[column] or header.headings[column] or column in overrides
    )


def _scores(layout: Layout, heading: str, sample: Sequence[object]) -> dict[str, float]:
    """Confidence per field. Strict types must look right; loose ones are believed by their heading."""
    by_heading = dict(field_scores(layout.kind, heading))
    scores = {}
    exact = 1.0 in by_heading.values()
    for key, likeness in by_heading.items():
        if exact and likeness < 1:
            likeness *= BESIDE_EXACT
        weight = _shape_weight(layout.fields[key], sample)
        # A column that calls itself by name is that column, even if every value in it is broken: they must be told.
        scores[key] = round(likeness * (max(weight, NAMED) if likeness == 1 else weight), 3)
    if not by_heading:
        scores |= _by_values(layout, sample)
    return {key: score for key, score in scores.items() if score >= LEAST}


def _shape_weight(field: Field, sample: Sequence[object]) -> float:
    if not sample or field.type == "ignore":
        return 1.0
    share = shapes.fit(field.type, sample)
    if field.type in shapes.STRICT:
        return 0.35 + 0.65 * share if share < 0.9 else 1.0
    return 0.7 + 0.3 * share


def _by_values(layout: Layout, sample: Sequence[object]) -> dict[str, float]:
    if len(sample) < 5:
        return {}
    found = {}
    for field in layout.typed():
        if field.type in BY_VALUES_ALONE:
            share = shapes.fit(field.type, sample)
            if share >= 0.9:
                found[field.key] = round(0.6 * share, 3)
    return found


def _assign(scored: Mapping[int, Mapping[str, float]], taken: set[str]) -> dict[int, str]:
    """Best score first; on a tie the column further left."""
    pairs = sorted(
        ((score, column, key) for column, scores in scored.items() for key, score in scores.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    chosen: dict[int, str] = {}
    used = set(taken)
    for _, column, key in pairs:
        if column not in chosen and key not in used:
            chosen[column] = key
            used.add(key)
    return chosen


def _match(
    column: int,
    heading: str,
    chosen: Mapping[int, str],
    scored: Mapping[int, Mapping[str, float]],
    overrides: Mapping[int, str | None],
) -> ColumnMatch:
    if column in overrides:
        return ColumnMatch(column, heading, overrides[column], 1.0, "chosen", multiplier(heading))
    scores = scored.get(column, {})
    field = chosen.get(column)
    if field is None:
        return ColumnMatch(column, heading, None, 0.0, "none", alternatives=tuple(scores.items()))
    others = tuple(
        sorted(((key, score) for key, score in scores.items() if key != field), key=lambda pair: -pair[1])
    )
    runner_up = others[0][1] if others else 0.0
    confidence = scores[field] - (0.1 if scores[field] - runner_up < 0.05 else 0.0)
    reason: Reason = "values" if scores[field] <= 0.6 and not heading else "heading"
    return ColumnMatch(column, heading, field, round(confidence, 2), reason, multiplier(heading), others)
