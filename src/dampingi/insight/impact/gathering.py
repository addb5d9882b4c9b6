"""The answers as the engine's panel: a row a person, a column a month that was asked."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dampingi.engines.impact import NEVER, Panel
from dampingi.records.programmes.models import Programme
from dampingi.records.surveys.figures import ASKED, key, months
from dampingi.records.surveys.models import State, Survey
from dampingi.records.surveys.queries import began, told


@dataclass(frozen=True)
class Gathered:
    """`panels`: figure -> panel over the same people and months; `places` where each applied."""

    months: tuple[datetime.date, ...]
    people: tuple[uuid.UUID, ...]
    places: tuple[str, ...]
    panels: dict[str, Panel]
    asked: int
    answered: int


def gathered(programmes: Sequence[Programme]) -> Gathered:
    """Everybody asked in these programmes. Someone who applied twice is one person, who began when first enrolled."""
    rows = told(programmes)
    columns = _months({r.survey_id: r.survey for r in rows}.values())
    start, place = began(programmes), {}
    said: dict[uuid.UUID, dict[str, dict[str, int]]] = defaultdict(dict)
    for row in rows:
        person = row.application.person_id
        place.setdefault(person, row.region)
        said[person].update(row.last[0].figures if row.last else {})  # type: ignore[attr-defined]
    people = list(place)
    cohort = np.array([_cohort(start.get(p), columns) for p in people], dtype=np.int64)
    places = {code: n for n, code in enumerate(sorted(set(place.values())))}
    cluster = np.array([places[place[p]] for p in people], dtype=np.int64)
    names = tuple(key(m) for m in columns)
    panels = {
        figure: Panel(_outcome(people, said, names, figure), cohort, cluster, names) for figure in ASKED
    }
    answered = sum(r.state == State.ANSWERED for r in rows)
    return Gathered(columns, tuple(people), tuple(place.values()), panels, len(rows), answered)


def _months(surveys: Sequence[Survey] | object) -> tuple[datetime.date, ...]:
    return tuple(sorted({m for s in surveys for m in months(s.first_month, s.last_month)}))  # type: ignore[attr-defined]


def _cohort(began_on: datetime.date | None, columns: Sequence[datetime.date]) -> int:
    """The first month asked that is not over before they began; NEVER for who has not, or began after the last month asked."""
    if began_on is None:
        return NEVER
    month = began_on.replace(day=1)
    return next((n for n, column in enumerate(columns) if column >= month), NEVER)


def _outcome(people: list[uuid.UUID], said: dict, names: Sequence[str], figure: str) -> np.ndarray:
    rows = [[said[p].get(month, {}).get(figure, np.nan) for month in names] for p in people]
    return np.array(rows, dtype=float).reshape(len(people), len(names))
