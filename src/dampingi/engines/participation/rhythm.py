"""A participant's rhythm: what they were asked to and what they took part in. Days are ordinals; nothing after the day asked about is looked at."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .snapshots import Snapshots

FEATURES = ("missed_trainings", "missed_tasks", "days_since_contact", "missed_promises", "weeks_in")
LAST = 3
"""Occasions of each kind that are looked back on."""
PRIOR = 0.25
"""The share missed where nothing is known yet, worth one occasion."""
LONGEST = 180
LEAST_OCCASIONS = 2
SETTLED = 30
"""Days in the programme before which nothing is foretold."""


@dataclass(frozen=True)
class Rhythm:
    enrolled_on: int
    exited_on: int | None = None
    trainings: tuple[tuple[int, bool], ...] = ()
    """(day, came), those invited to; by day."""
    tasks: tuple[tuple[int, int | None], ...] = ()
    """(due day, day handed in); by due day."""
    visits: tuple[int, ...] = ()
    promises: tuple[tuple[int, int], ...] = ()
    """(first day on which a visit keeps it, promised day) of visits the participant could have received; by promised day."""


@dataclass(frozen=True)
class Standing:
    """What is known of a participant on a day: missed of the last few of each kind."""

    trainings_missed: int
    trainings: int
    tasks_missed: int
    tasks: int
    days_since_contact: int
    promises_missed: int
    promises: int
    weeks_in: int

    def features(self) -> list[float]:
        """In the order of FEATURES."""
        return [
            _share(self.trainings_missed, self.trainings),
            _share(self.tasks_missed, self.tasks),
            float(np.log1p(min(self.days_since_contact, LONGEST))),
            _share(self.promises_missed, self.promises),
            float(np.log1p(self.weeks_in)),
        ]


def standing(rhythm: Rhythm, day: int) -> Standing:
    trainings = [came for on, came in rhythm.trainings if on <= day][-LAST:]
    tasks = [handed is not None and handed <= day for due, handed in rhythm.tasks if due <= day][-LAST:]
    promises = [_kept(rhythm.visits, since, on) for since, on in rhythm.promises if on <= day][-LAST:]
    return Standing(
        trainings.count(False), len(trainings), tasks.count(False), len(tasks), day - _last_contact(rhythm, day),
        promises.count(False), len(promises), max(0, day - rhythm.enrolled_on) // 7,
    )  # fmt: skip


def silent(rhythm: Rhythm, day: int, horizon: int) -> bool:
    """Took part in none of the last occasions (two at least, three are looked at) of twice the horizon: a fact, and nothing to foretell."""
    taken = _occasions(rhythm, day - 2 * horizon, day)[-LAST:]
    return len(taken) >= LEAST_OCCASIONS and not any(taken)


def stopped(rhythm: Rhythm, day: int, horizon: int) -> bool | None:
    """Left within the horizon after the day, or took part in none of at least two occasions; None where that cannot be told."""
    if rhythm.exited_on is not None and rhythm.exited_on <= day + horizon:
        return True
    taken = _occasions(rhythm, day, day + horizon)
    return not any(taken) if len(taken) >= LEAST_OCCASIONS else None


def at_risk(rhythm: Rhythm, day: int, horizon: int) -> bool:
    """Settled in the programme, still in it and not silent yet."""
    here = rhythm.enrolled_on + SETTLED <= day and (rhythm.exited_on is None or rhythm.exited_on > day)
    return here and not silent(rhythm, day, horizon)


def returned(rhythm: Rhythm, day: int, horizon: int) -> bool | None:
    """Whether one who was silent took part in anything within the horizon after the day; None where there was no occasion."""
    taken = _occasions(rhythm, day, day + horizon)
    return any(taken) if taken else None


def gathered(
    people: Sequence[tuple[Rhythm, dict[str, str]]], days: Iterable[int], *, horizon: int
) -> Snapshots:
    """Everyone at risk on each day whose outcome can be told. `people`: (rhythm, groups); their place is their number."""
    rows = [
        (standing(rhythm, day).features(), float(outcome), day, number, groups)
        for day in days
        for number, (rhythm, groups) in enumerate(people)
        if at_risk(rhythm, day, horizon) and (outcome := stopped(rhythm, day, horizon)) is not None
    ]
    kinds = sorted({kind for _r, groups in people for kind in groups})
    return Snapshots(
        FEATURES,
        np.array([r[0] for r in rows], dtype=float).reshape(len(rows), len(FEATURES)),
        np.array([r[1] for r in rows], dtype=float),
        np.array([r[2] for r in rows], dtype=np.int64),
        np.array([r[3] for r in rows], dtype=np.int64),
        {kind: np.array([r[4].get(kind, "") for r in rows], dtype=np.str_) for kind in kinds},
    )


def _share(missed: int, n: int) -> float:
    return (missed + PRIOR) / (n + 1)


def _kept(visits: Sequence[int], since: int, day: int) -> bool:
    at = bisect_right(visits, day)
    return at > 0 and visits[at - 1] >= since


def _last_contact(rhythm: Rhythm, day: int) -> int:
    at = bisect_right(rhythm.visits, day)
    seen = [rhythm.enrolled_on, *rhythm.visits[at - 1 : at]]
    seen += [on for on, came in rhythm.trainings if came and on <= day]
    seen += [handed for _due, handed in rhythm.tasks if handed is not None and handed <= day]
    return max(seen)


def _occasions(rhythm: Rhythm, after: int, until: int) -> list[bool]:
    """Taken part in or not, by day: trainings held and tasks due in the time; a task handed in before it is no occasion in it."""
    found = [(on, came) for on, came in rhythm.trainings if after < on <= until]
    found += [
        (due, handed is not None and handed <= until)
        for due, handed in rhythm.tasks
        if after < due <= until and (handed is None or handed > after)
    ]
    return [taken for _day, taken in sorted(found)]
