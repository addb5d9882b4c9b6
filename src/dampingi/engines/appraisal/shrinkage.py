"""Empirical-Bayes shrinkage of mentor effects, with the uncertainty of the variances carried through.

Model: u_j = mu + t_team(j) + v_j, t ~ N(0, omega2), v ~ N(0, tau2), and a Gaussian likelihood for u (`casemix.Signal`).
Given the two variances everything is closed form (Robinson, Statistical Science 6, 1991). The variances themselves are uncertain with
some tens of mentors, and plugging in their estimate makes intervals too short (Kackar and Harville, JASA 79, 1984; Prasad and
Rao, JASA 85, 1990). So they are integrated over a grid, flat on mu and on both variances, which makes 90% intervals cover about 90%
(Tang and Morris, Statistical Science 26, 2011), and s2 over its chi-squared quantiles where degrees of freedom are few. Reliability
is judged with the more cautious prior that is flat on the standard deviations (Gelman, Bayesian Analysis 1, 2006): its median is
nearly unbiased, where the other would open the gate too early.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .casemix import Signal
from .randomness import Array, Draws

GRID = 16
NEGLIGIBLE = 10.0  # log density below the peak at which the grid is cut
PLENTY_OF_DF = 400
MIN_TEAMS = 5


@dataclass(frozen=True, slots=True)
class Effects:
    """The posterior of J mentor effects: `draws` is D x J. `tau`, `omega` are posterior medians of the standard deviations
    between mentors inside a team and between teams; `reliability` is each mentor's lambda (median), `mean` and `sd` exact."""

    mean: Array
    sd: Array
    draws: Array
    tau: float
    omega: float
    reliability: Array
    grand_mean: float


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed-form solution for given variances, over G grid nodes: mean G x J, covariance G x J x J, log evidence G."""

    mean: Array
    covariance: Array
    log_evidence: Array
    grand_mean: Array


def team_matrix(teams: tuple[str, ...]) -> Array:
    """J x J, 1 where two mentors share a team (a mentor without team is a team alone)."""
    names = [team or f"\0{j}" for j, team in enumerate(teams)]
    array = np.array(names)
    return (array[:, None] == array[None, :]).astype(np.float64)


def closed_form(signal: Signal, same_team: Array, s2: Array, tau: Array, omega: Array) -> Closed:
    """Best linear unbiased predictions at each node (s2[g], tau[g], omega[g]).

    Written with M = I + Omega L / s2, so that tau = 0, mentors without data (L singular) and raters who don't overlap need no
    special case.
    """
    size = len(signal.linear)
    eye = np.eye(size)
    prior = tau[:, None, None] ** 2 * eye + omega[:, None, None] ** 2 * same_team
    precision = signal.precision / s2[:, None, None]
    linear = signal.linear / s2[:, None]
    m = eye + prior @ precision
    ones = np.ones((len(s2), size, 1))
    solved = np.linalg.solve(m, np.concatenate([prior, ones], axis=2))
    inner, c = solved[:, :, :size], solved[:, :, size]
    h = np.einsum("gij,gj->g", precision, c)
    g = np.einsum("gj,gj->g", c, linear)
    spread = inner + c[:, :, None] * c[:, None, :] / h[:, None, None]
    mean = np.einsum("gij,gj->gi", spread, linear)
    leak = spread @ (signal.spill / np.sqrt(s2)[:, None, None])
    evidence = (
        -0.5 * np.linalg.slogdet(m)[1]
        + 0.5 * np.einsum("gi,gij,gj->g", linear, inner, linear)
        + 0.5 * g * g / h
        - 0.5 * np.log(h)
    )
    covariance = spread + leak @ leak.transpose(0, 2, 1)
    return Closed(mean, covariance, evidence + _residual_part(signal, s2), g / h)


def _residual_part(signal: Signal, s2: Array) -> Array:
    return np.asarray(-0.5 * signal.rank * np.log(s2) - 0.5 * signal.fit / s2)


def shrink(signal: Signal, teams: tuple[str, ...], source: Draws, draws: int) -> Effects:
    """Posterior of the mentor effects. Team effects enter where at least five teams have two mentors each."""
    with_teams = teams_identifiable(teams)
    same_team = team_matrix(teams)
    s2 = _variances(signal)
    nodes = _grid(signal, same_team, s2, with_teams)
    closed = closed_form(signal, same_team, *nodes)
    weight = _normalised(closed.log_evidence + _prior(nodes))
    sampled = _sample(closed, weight, source, draws)
    mean = weight @ closed.mean
    second = weight @ (np.einsum("gii->gi", closed.covariance) + closed.mean**2)
    between = nodes[1] ** 2 + nodes[2] ** 2
    noise = nodes[0][:, None] / np.maximum(signal.size, 1e-12)[None, :]
    lam = between[:, None] / (between[:, None] + noise)
    cautious = _normalised(closed.log_evidence)
    return Effects(
        mean=mean,
        sd=np.sqrt(np.maximum(second - mean**2, 0.0)),
        draws=sampled,
        tau=_median(nodes[1], cautious),
        omega=_median(nodes[2], cautious),
        reliability=np.array([_median(lam[:, j], cautious) for j in range(lam.shape[1])]),
        grand_mean=float(weight @ closed.grand_mean),
    )


FREE = 1e4
"""A standard deviation between mentors, in points of 100, so wide that the others say nothing about one."""


def apart(signal: Signal, source: Draws, draws: int) -> Effects:
    """Each mentor by their own evidence alone, with its uncertainty: nothing is drawn towards the others."""
    s2, size = _variances(signal), len(signal.linear)
    closed = closed_form(signal, np.zeros((size, size)), s2, np.full(len(s2), FREE), np.zeros(len(s2)))
    weight = np.full(len(s2), 1.0 / len(s2))
    mean = weight @ closed.mean
    second = weight @ (np.einsum("gii->gi", closed.covariance) + closed.mean**2)
    return Effects(
        mean=mean, sd=np.sqrt(np.maximum(second - mean**2, 0.0)), draws=_sample(closed, weight, source, draws),
        tau=float("nan"), omega=float("nan"), reliability=(signal.size > 0).astype(np.float64), grand_mean=float("nan"),
    )  # fmt: skip


def teams_identifiable(teams: tuple[str, ...]) -> bool:
    counts = {team: teams.count(team) for team in teams if team}
    return len([n for n in counts.values() if n > 1]) >= MIN_TEAMS


def _variances(signal: Signal) -> Array:
    from scipy.stats import chi2

    if signal.df >= PLENTY_OF_DF or signal.df < 1:
        return np.array([signal.s2])
    centres = (np.arange(3) + 0.5) / 3
    return signal.s2 * signal.df / np.asarray(chi2.ppf(1 - centres, signal.df))


def _grid(signal: Signal, same_team: Array, s2: Array, with_teams: bool) -> tuple[Array, Array, Array]:
    """Nodes that cover the posterior of (tau, omega): a coarse pass finds where the mass is, a fine one resolves it."""
    observed = signal.adjusted[np.isfinite(signal.adjusted)]
    top = 3.0 * float(np.std(observed)) + 1e-6 if len(observed) > 1 else float(np.sqrt(signal.s2))
    box = [(0.0, top), (0.0, top if with_teams else 0.0)]
    coarse = _nodes(np.array([signal.s2]), box, GRID // 2 + 2)
    evidence = closed_form(signal, same_team, *coarse).log_evidence
    keep = evidence > evidence.max() - NEGLIGIBLE
    step = top / (GRID // 2 + 2)
    box = [
        (max(0.0, float(axis[keep].min()) - step), min(top, float(axis[keep].max()) + step))
        for axis in coarse[1:]
    ]
    return _nodes(s2, box if with_teams else [box[0], (0.0, 0.0)], GRID if len(s2) == 1 else GRID // 2 + 2)


def _nodes(s2: Array, box: list[tuple[float, float]], steps: int) -> tuple[Array, Array, Array]:
    middles = (np.arange(steps) + 0.5) / steps
    axes = [low + (high - low) * middles if high > low else np.array([low]) for low, high in box]
    mesh = np.meshgrid(s2, *axes, indexing="ij")
    return mesh[0].ravel(), mesh[1].ravel(), mesh[2].ravel()


def _prior(nodes: tuple[Array, Array, Array]) -> Array:
    """Flat on the variances, so proportional to the standard deviations (a team axis held at zero is no axis)."""
    out = np.log(nodes[1])
    return np.asarray(out + np.log(nodes[2]) if nodes[2].any() else out)


def _normalised(log_weight: Array) -> Array:
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


def _median(values: Array, weight: Array) -> float:
    order = np.argsort(values, kind="stable")
    return float(values[order][np.searchsorted(np.cumsum(weight[order]), 0.5).clip(0, len(values) - 1)])


def _sample(closed: Closed, weight: Array, source: Draws, draws: int) -> Array:
    """Draws spread over the nodes by their weight, then shuffled so that two dimensions' nodes are unrelated."""
    size = closed.mean.shape[1]
    places = np.searchsorted(np.cumsum(weight), (np.arange(draws) + 0.5) / draws).clip(0, len(weight) - 1)
    normals = source.normals(draws, size)
    out = np.empty((draws, size))
    for node in np.unique(places):
        rows: NDArray[np.intp] = np.flatnonzero(places == node)
        out[rows] = closed.mean[node] + normals[rows] @ _root(closed.covariance[node]).T
    return out[source.order(draws)]


def _root(covariance: Array) -> Array:
    """Cholesky root; a hair on the diagonal keeps a degenerate prior (tau = 0) factorable."""
    hair = 1e-10 * float(np.trace(covariance)) / len(covariance) + 1e-300
    return np.asarray(np.linalg.cholesky(covariance + hair * np.eye(len(covariance))))


def reml(signal: Signal) -> float:
    """Restricted-maximum-likelihood estimate of tau2 without teams, at the signal's s2 (used to check against other software)."""
    size = len(signal.linear)
    same = np.zeros((size, size))
    s2 = np.array([signal.s2])

    def loss(log_tau: float) -> float:
        tau = np.array([np.exp(log_tau)])
        return -float(closed_form(signal, same, s2, tau, np.zeros(1)).log_evidence[0])

    from scipy.optimize import minimize_scalar

    scale = float(np.log(np.sqrt(signal.s2)))
    found = minimize_scalar(loss, bounds=(scale - 8, scale + 4), method="bounded", options={"xatol": 1e-8})
    return float(np.exp(2 * found.x))
