"""Fixed-effects regression of participants' outcomes, and what it says about each mentor.

Model: y_i = sum_j w_ij u_j + x_i' beta + e_i, with u_j fixed, w the shares of accompanied months, x the participant's own
covariates (centred on the city). beta is estimated only from differences *inside* caseloads (Mundlak, Econometrica 46, 1978),
so that good mentors with hard caseloads, or the reverse, don't bend it.
"""

from dataclasses import dataclass

import numpy as np

from .design import Design
from .randomness import Array


@dataclass(frozen=True, slots=True)
class Signal:
    """What one measurement says about the J mentor effects, as a Gaussian likelihood in information form.

    likelihood(u) is proportional to exp(-u'Lu/2s2 + b'u/s2): `precision` L (J x J), `linear` b (J). `spill` (J x P) carries the
    uncertainty of beta: b really is b + spill z with z ~ N(0, s2 I). `s2` is the residual variance on `df` degrees of freedom.
    `rank` is that of L, `fit` b'L^-b, the sum of squares the mentors explain.
    `raw` and `adjusted` are each mentor's mean before and after adjustment (NaN without participants); `heads` counts participants.
    """

    precision: Array
    linear: Array
    spill: Array
    rank: int
    fit: float
    s2: float
    df: int
    raw: Array
    adjusted: Array
    heads: Array
    columns: tuple[str, ...] = ()
    beta: Array | None = None
    beta_se: Array | None = None

    @property
    def size(self) -> Array:
        """Effective number of observations per mentor (sum of squared shares)."""
        return np.asarray(np.diag(self.precision))


def regress(y: Array, membership: Array, design: Design) -> Signal:
    """Adjust `y` (N) for the design's columns within caseloads. Columns must vary within caseloads (`varying_within`)."""
    gram = membership.T @ membership
    inverse, rank = _inverse(gram)
    x = design.matrix
    within = x - membership @ (inverse @ (membership.T @ x))
    beta, unit_cov = _least_squares(within, y)
    residual = y - x @ beta
    linear = membership.T @ residual
    adjusted = inverse @ linear
    rest = residual - membership @ adjusted
    df = len(y) - rank - len(beta)
    s2 = _variance(rest, df, y)
    root = np.linalg.cholesky(unit_cov) if len(beta) else np.zeros((0, 0))
    heads = (membership > 0).sum(axis=0).astype(np.float64)
    none = heads == 0
    return Signal(
        precision=gram,
        linear=linear,
        spill=(membership.T @ x) @ root,
        rank=rank,
        fit=float(linear @ adjusted),
        s2=s2,
        df=df,
        raw=_mean(y, membership),
        adjusted=np.where(none, np.nan, adjusted),
        heads=heads,
        columns=design.columns,
        beta=beta,
        beta_se=np.sqrt(s2 * np.diag(unit_cov)) if len(beta) else beta,
    )


def project_out(y: Array, membership: Array, nuisance: Array) -> Signal:
    """As `regress`, but jointly with nuisance columns that need not vary within mentors (the raters of a panel).

    Differences that mentors and nuisance columns could both explain carry no information here; the prior decides them.
    """
    basis = _orthonormal(nuisance)
    y_free = y - basis @ (basis.T @ y)
    w_free = membership - basis @ (basis.T @ membership)
    precision = w_free.T @ w_free
    linear = w_free.T @ y_free
    inverse, rank = _inverse(precision)
    effects = inverse @ linear
    rest = y_free - w_free @ effects
    df = int(len(y) - rank - basis.shape[1])
    heads = (membership > 0).sum(axis=0).astype(np.float64)
    beta: Array = np.asarray(
        np.linalg.lstsq(nuisance, y - membership @ effects, rcond=None)[0], dtype=np.float64
    )
    raw, adjusted = _mean(y, membership), _mean(y - nuisance @ beta, membership)
    return Signal(
        precision,
        linear,
        np.zeros((len(linear), 0)),
        rank,
        float(linear @ effects),
        _variance(rest, df, y),
        df,
        raw,
        adjusted,
        heads,
        beta=beta,
    )


def _inverse(gram: Array) -> tuple[Array, int]:
    """Pseudo-inverse and rank of a Gram matrix, which mentors without data and disconnected raters make singular."""
    sizes, vectors = np.linalg.eigh(gram)
    used = sizes > 1e-9 * max(float(sizes[-1]), 1e-300)
    kept = vectors[:, used]
    return np.asarray((kept / sizes[used]) @ kept.T), int(used.sum())


def _mean(y: Array, membership: Array) -> Array:
    """Each mentor's mean, weighted by shares; NaN without participants."""
    totals = membership.sum(axis=0)
    return np.asarray(np.divide(membership.T @ y, totals, out=np.full(len(totals), np.nan), where=totals > 0))


def _least_squares(x: Array, y: Array) -> tuple[Array, Array]:
    if x.shape[1] == 0:
        return np.zeros(0), np.zeros((0, 0))
    gram_inverse: Array = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
    return gram_inverse @ (x.T @ y), gram_inverse


def _variance(residual: Array, df: int, y: Array) -> float:
    """Residual variance. A perfect fit keeps a hair of it, so that the likelihood stays proper; without degrees of freedom (one
    rater per mentor) nothing separates noise from difference, so all of the variance counts as noise."""
    if df < 1:
        return max(float(np.var(y)), 1e-9)
    return max(float(residual @ residual) / df, 1e-9)


def _orthonormal(columns: Array) -> Array:
    if columns.shape[1] == 0:
        return np.zeros((len(columns), 0))
    u, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(u[:, sizes > 1e-9 * max(1.0, float(sizes[0]))])
