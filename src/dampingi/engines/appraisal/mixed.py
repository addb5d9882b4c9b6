"""The usual mixed model, y = x beta + u_mentor + e by restricted maximum likelihood, for comparison with other software at equal estimates.

The appraisal itself estimates beta inside caseloads only (`casemix`), which this model does not: it also uses differences between
caseloads, and gives part of a mentor's effect to the caseload where good mentors have hard ones. Written here so that what other
software reports can be reproduced beside the appraisal's own figures, and how far the two part be seen.

All that the likelihood needs of a mentor are sums (n, x, y) and everyone's cross products, so each value of the variance ratio
theta = tau2 / s2 costs J x P2, not N3: V^-1 = I - 11' theta / (1 + n theta) inside a mentor, beta and s2 are profiled out, and one dimension
is left (Lindstrom and Bates, JASA 83, 1988; Harville, JASA 72, 1977).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from .randomness import Array

LARGEST_RATIO = 25.0


@dataclass(frozen=True, slots=True)
class Mixed:
    """Variances between mentors and of single observations, slopes, and shrunken effects by mentor (best linear unbiased)."""

    tau2: float
    s2: float
    beta: Array
    effects: Array


@dataclass(frozen=True, slots=True)
class _Sums:
    n: Array
    x: Array
    y: Array
    xx: Array
    xy: Array
    yy: float
    size: int

    def at(self, theta: float) -> tuple[float, float, Array]:
        """-2 log restricted likelihood up to a constant, s2, beta."""
        c = theta / (1 + self.n * theta)
        weighted = self.x * c[:, None]
        a = self.xx - weighted.T @ self.x
        b = self.xy - weighted.T @ self.y
        beta = np.linalg.solve(a, b)
        left = self.size - len(b)
        s2 = max(self.yy - float(c @ self.y**2) - float(b @ beta), 1e-300) / left
        told = left * np.log(s2) + np.log1p(self.n * theta).sum() + np.linalg.slogdet(a)[1]
        return float(told), s2, np.asarray(beta)


def mixed(y: Array, x: Array, mentor: NDArray[np.intp]) -> Mixed:
    """`x` N x P with its constant column and of full rank, `mentor` 0..J-1 of each observation; more observations than columns."""
    number = int(mentor.max()) + 1
    n = np.bincount(mentor, minlength=number).astype(np.float64)
    sums = np.column_stack([_sum(column, mentor, number) for column in x.T])
    told = _Sums(n, sums, _sum(y, mentor, number), x.T @ x, x.T @ y, float(y @ y), len(y))
    found = minimize_scalar(
        lambda root: told.at(float(root) ** 2)[0],
        bounds=(0.0, LARGEST_RATIO**0.5),
        method="bounded",
        options={"xatol": 1e-7},
    )
    theta = float(found.x) ** 2
    if told.at(0.0)[0] <= float(found.fun) + 1e-9:
        theta = 0.0
    _, s2, beta = told.at(theta)
    effects = theta / (1 + n * theta) * (told.y - sums @ beta)
    return Mixed(theta * s2, s2, beta, np.asarray(effects))


def _sum(values: Array, mentor: NDArray[np.intp], number: int) -> Array:
    return np.bincount(mentor, values, number).astype(np.float64)
