"""A trial: fit on earlier days, test on later ones, beside what is simpler; and a verdict with its reasons.

Split by time: a training row's outcome window ends before the first day of the test, so that nothing seen in training lies in the test.
What is tried is what is used: the model is not fitted again on the test's rows, or its figures would speak of another model.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .calibrating import Scaling, out_of_fold, scaled
from .fairness import GroupResult, by_group
from .fitting import Fit, fit
from .measuring import Bin, Interval, auc, brier, calibration_error, reliability, resampled
from .snapshots import Floats, Ints, Rules, Snapshots

TOO_FEW_TRAIN, TOO_FEW_TEST, NO_TIME = "too_few_train", "too_few_test", "no_time"
NO_BETTER_THAN_BASE, NO_BETTER_THAN_ALONE, OFF = "no_better_than_base", "no_better_than_alone", "off"


@dataclass(frozen=True)
class Model:
    """Gives the chance that a participant stops within the horizon."""

    fit: Fit
    scaling: Scaling

    def chance(self, x: Floats) -> Floats:
        return self.scaling.chance(self.fit.score(x))


@dataclass(frozen=True)
class Measures:
    brier: float
    auc: float


@dataclass(frozen=True)
class Split:
    """Rows, participants who stopped (each once), first and last day (ordinals; 0 where empty)."""

    n: int
    people: int
    events: int
    first: int
    last: int


@dataclass(frozen=True)
class Trial:
    """`faults` empty: the model may be switched on by a person. Figures are of the test days alone."""

    rules: Rules
    train: Split
    test: Split
    faults: tuple[str, ...]
    model: Model | None = None
    measured: Measures | None = None
    base_rate: Measures | None = None
    alone: Measures | None = None
    auc_interval: Interval | None = None
    gain_over_alone: Interval | None = None
    """95% interval of how much the Brier score of the one feature alone exceeds the model's."""
    bins: tuple[Bin, ...] = ()
    raw_bins: tuple[Bin, ...] = ()
    """Before calibration."""
    error: float = float("nan")
    raw_error: float = float("nan")
    groups: tuple[GroupResult, ...] = ()

    @property
    def usable(self) -> bool:
        return not self.faults


def trial(data: Snapshots, rules: Rules) -> Trial:
    before, after = split(data, rules)
    train, test = data.where(before), data.where(after)
    told = _split(train), _split(test)
    faults = _too_few(*told, rules)
    if faults:
        return Trial(rules, *told, faults)
    model = fitted(train, rules)
    one = data.names.index(rules.alone)
    single = fitted(_only(train, one), rules)
    chance, alone = model.chance(test.x), single.chance(test.x[:, [one]])
    base = np.full(len(test), train.y.mean())
    return _measured(rules, told, model, test, chance, alone, base)


def fitted(train: Snapshots, rules: Rules) -> Model:
    score = out_of_fold(train, ridge=rules.ridge, folds=rules.folds)
    whole = fit(train.x, train.y, names=train.names, ridge=rules.ridge)
    return Model(whole, scaled(score, train.y))


def split(data: Snapshots, rules: Rules) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(rows to fit on, rows to test on). Days between, whose outcomes reach into the test, are used for neither."""
    days = np.unique(data.day)
    if not len(days):
        return np.zeros(0, bool), np.zeros(0, bool)
    cut = days[min(len(days) - 1, int(np.ceil(len(days) * (1 - rules.test_share))))]
    return np.asarray(data.day + rules.horizon <= cut), np.asarray(data.day >= cut)


def _too_few(train: Split, test: Split, rules: Rules) -> tuple[str, ...]:
    found = []
    if not train.n or not test.n:
        found.append(NO_TIME)
    if train.people < rules.least_events_train:
        found.append(TOO_FEW_TRAIN)
    if test.people < rules.least_events_test:
        found.append(TOO_FEW_TEST)
    return tuple(found)


def _measured(
    rules: Rules, told: tuple[Split, Split], model: Model, test: Snapshots, chance: Floats, alone: Floats, base: Floats
) -> Trial:  # fmt: skip
    y, raw = test.y, Scaling().chance(model.fit.score(test.x))
    bins, raw_bins = reliability(chance, y, bins=rules.bins), reliability(raw, y, bins=rules.bins)

    def gain(rows: Ints) -> float:
        return brier(alone[rows], y[rows]) - brier(chance[rows], y[rows])

    def area(rows: Ints) -> float:
        return auc(chance[rows], y[rows])

    gained = resampled(gain, test.person, resamples=rules.resamples, seed=rules.seed)
    areas = resampled(area, test.person, resamples=rules.resamples, seed=rules.seed)
    found = Measures(brier(chance, y), auc(chance, y))
    simple, single = Measures(brier(base, y), 0.5), Measures(brier(alone, y), auc(alone, y))
    faults = []
    if found.brier >= simple.brier or areas.low <= 0.5:
        faults.append(NO_BETTER_THAN_BASE)
    if found.brier >= single.brier:
        faults.append(NO_BETTER_THAN_ALONE)
    if not _close(bins):
        faults.append(OFF)
    return Trial(
        rules, *told, tuple(faults), model, found, simple, single, areas, gained, bins, raw_bins,
        calibration_error(bins), calibration_error(raw_bins), by_group(test, chance, rules),
    )  # fmt: skip


def _close(bins: tuple[Bin, ...]) -> bool:
    """Most bins hold what was predicted, or miss it by less than ten points."""
    good = sum(b.agrees or abs(b.predicted - b.seen) < 0.10 for b in bins)
    return good >= 0.75 * len(bins)


def _only(data: Snapshots, column: int) -> Snapshots:
    return Snapshots((data.names[column],), data.x[:, [column]], data.y, data.day, data.person)


def _split(rows: Snapshots) -> Split:
    days = (int(rows.day.min()), int(rows.day.max())) if len(rows) else (0, 0)
    return Split(len(rows), len(np.unique(rows.person[rows.y > 0])), int(rows.y.sum()), *days)
