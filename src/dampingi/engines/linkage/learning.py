"""A model moves with people's verdicts: little with ten, much with thousands.

Weights are those of a logistic regression on the levels, with a normal belief around the present weights (maximum a posteriori). The
verdicts are given on pairs that the model chose to show, so shares of levels among them say nothing about m and u; a regression given the levels is
not misled by that choice (Prentice and Pyke 1979), except for the prior, which moves with them only as far as the belief allows.
"""

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN
from dampingi.engines.linkage.explaining import START
from dampingi.engines.linkage.model import Model, bits

Array = npt.NDArray[np.float64]
BELIEF = 30.0
"""Information about a weight, in nats^-2, that counts as much as the present model: some 120 verdicts on evenly doubtful pairs."""
STEPS = 60


def learn(model: Model, verdicts: pa.Table, *, belief: float = BELIEF) -> Model:
    """`verdicts`: a column per comparison with its level, `same` (bool) and, if known, `prior` (bits at which the pair was judged).

    No verdicts: the same model. Deterministic.
    """
    if not verdicts.num_rows:
        return model
    slots = [(c.code, level) for c in COMPARISONS for level, _ in c.levels if level != UNKNOWN]
    at = {slot: i + 1 for i, slot in enumerate(slots)}
    x = indicators(verdicts, at)
    start = np.array([0.0, *(model.weight(*slot) for slot in slots)]) * math.log(2)
    offset = _priors(verdicts, model) * math.log(2)
    same = np.array(verdicts.column("same").to_pylist(), dtype=np.float64)
    moved = fit(x, same, np.ones(len(same)), offset, start, np.full(len(start), belief)) / math.log(2)
    levels = {
        code: {level: replace(old, weight=float(moved[at[code, level]])) for level, old in of.items()}
        for code, of in model.levels.items()
    }
    return replace(model, repeats=min(model.size / 4, model.repeats * 2.0 ** float(moved[0])), levels=levels)


def indicators(table: pa.Table, at: dict[tuple[str, str], int]) -> Array:
    """A column of ones, then one column per level that can be told."""
    x = np.zeros((table.num_rows, len(at) + 1))
    x[:, 0] = 1
    for code in {code for code, _ in at}:
        for row, level in enumerate(table.column(code).to_pylist()):
            if (column := at.get((code, level))) is not None:
                x[row, column] = 1
    return x


def _priors(verdicts: pa.Table, model: Model) -> Array:
    usual = bits(model.prior())
    if START not in verdicts.column_names:
        return np.full(verdicts.num_rows, usual)
    return np.array([usual if p is None else p for p in verdicts.column(START).to_pylist()], dtype=np.float64)


def fit(x: Array, same: Array, every: Array, offset: Array, start: Array, belief: Array) -> Array:
    """Weights in nats. Row i of `x` was seen `every[i]` times, `same[i]` of them one business; Newton's method, its steps halved while they do not help."""
    weights = start.copy()
    value = _loss(x, same, every, offset, weights, start, belief)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights + offset, -500, 500)))
        slope = x.T @ (every * p - same) + belief * (weights - start)
        curve = (x * (every * p * (1 - p))[:, None]).T @ x + np.diag(belief)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while (
            tried := _loss(x, same, every, offset, weights - size * step, start, belief)
        ) > value and size > 1e-6:
            size /= 2
        if value - tried < 1e-10 * (1 + abs(value)):
            break
        weights, value = weights - size * step, tried
    return weights


def _loss(
    x: Array, same: Array, every: Array, offset: Array, weights: Array, start: Array, belief: Array
) -> float:
    z = x @ weights + offset
    return float(
        np.sum(every * np.logaddexp(0, z) - same * z) + 0.5 * np.sum(belief * (weights - start) ** 2)
    )
