"""Whether the model errs alike for the groups a society watches. Groups are looked at, never learned from."""

from dataclasses import dataclass

import numpy as np

from .measuring import Interval, wilson
from .snapshots import Rules, Snapshots


@dataclass(frozen=True)
class GroupResult:
    """`predicted` and `seen` are shares; `false_alarms` among those who went on, `overlooked` among those who stopped.

    `people` who stopped are counted once each. Below the least number of events the rates are not to be read: `enough` is False.
    """

    kind: str
    group: str
    n: int
    events: int
    people: int
    predicted: float
    seen: float
    seen_interval: Interval
    false_alarms: float
    false_alarms_interval: Interval
    overlooked: float
    overlooked_interval: Interval
    enough: bool

    @property
    def calibrated(self) -> bool:
        return self.seen_interval.low <= self.predicted <= self.seen_interval.high


def by_group(
    data: Snapshots, chance: np.ndarray[tuple[int], np.dtype[np.float64]], rules: Rules
) -> tuple[GroupResult, ...]:
    found = []
    for kind, values in data.groups.items():
        for group in sorted(set(map(str, values))):
            found.append(_result(kind, group, data.where(values == group), chance[values == group], rules))
    return tuple(found)


def _result(
    kind: str, group: str, rows: Snapshots, chance: np.ndarray[tuple[int], np.dtype[np.float64]], rules: Rules
) -> GroupResult:
    """Intervals count participants rather than rows: rows of one participant tell much the same."""
    y, flagged = rows.y > 0, chance >= rules.flag_at
    n, events = len(rows), int(y.sum())
    people = len(np.unique(rows.person[y]))
    each = len(np.unique(rows.person)) / n if n else 1.0
    went_on, stopped = int((~y).sum()), int(y.sum())
    alarms, missed = int((flagged & ~y).sum()), int((~flagged & y).sum())
    return GroupResult(
        kind=kind, group=group, n=n, events=events, people=people,
        predicted=float(chance.mean()) if n else float("nan"),
        seen=events / n if n else float("nan"),
        seen_interval=wilson(events * each, n * each),
        false_alarms=alarms / went_on if went_on else float("nan"),
        false_alarms_interval=wilson(alarms * each, went_on * each),
        overlooked=missed / stopped if stopped else float("nan"),
        overlooked_interval=wilson(missed * each, stopped * each),
        enough=people >= rules.least_events_group,
    )  # fmt: skip
