"""Shares of things done among things due, shrunk by a beta-binomial model.

Model: done_j ~ Binomial(due_j, p_j), p_j ~ Beta(m M, m' M) with m' = 1 - m. Given m and M the posterior of p_j is Beta(done_j + m M,
due_j - done_j + m' M). m is flat; M has the uniform-shrinkage prior, flat on M / (M + average due) (Christiansen and Morris, JASA 92,
1997). Each mentor's draws are taken from the mixture over the (m, M) grid, so that 12 of 12 is not "certainly always".
"""

from dataclasses import dataclass

import numpy as np

from .randomness import Array, Draws

GRID = 16
LOGITS = np.linspace(-12.0, 12.0, 361)
NEGLIGIBLE = 12.0


@dataclass(frozen=True, slots=True)
class Shares:
    """`draws` (D x J) of each mentor's long-run share; `reliability` is due / (due + M), the beta-binomial lambda."""

    draws: Array
    mean: Array
    raw: Array
    city: float
    reliability: Array


def shares_done(done: Array, due: Array, source: Draws, draws: int, *, apart: bool = False) -> Shares:
    """`done`, `due`: whole numbers per mentor (J). A mentor with nothing due gets the city's distribution; `apart`, each has the prior of
    Jeffreys and the others say nothing."""
    nodes = (np.array([0.5]), np.array([1.0]), np.array([1.0])) if apart else _nodes(done, due)
    centre, strength, weight = nodes
    a, b = centre * strength, (1 - centre) * strength
    density = _mixture(done, due, a, b, weight)
    sampled = _inverse_cdf(density, source.uniforms(draws, len(done)))
    exact = weight @ ((done[None, :] + a[:, None]) / (due[None, :] + strength[:, None]))
    order = np.argsort(strength, kind="stable")
    median = strength[order][np.searchsorted(np.cumsum(weight[order]), 0.5).clip(0, len(order) - 1)]
    return Shares(
        draws=sampled,
        mean=np.asarray(exact),
        raw=np.divide(done, due, out=np.full(len(done), np.nan), where=due > 0),
        city=float(done.sum() / due.sum()) if due.sum() else float("nan"),
        reliability=due / (due + median),
    )


def _nodes(done: Array, due: Array) -> tuple[Array, Array, Array]:
    """Grid nodes (m, M) and their posterior weights; two passes, as in `shrinkage`."""
    from scipy.special import expit

    average = max(1.0, float(due.mean()))
    box = ((-6.0, 6.0), (0.005, 0.995))
    for _ in range(2):
        axes = [low + (high - low) * (np.arange(GRID) + 0.5) / GRID for low, high in box]
        logit, shrinkage = (m.ravel() for m in np.meshgrid(*axes, indexing="ij"))
        centre, strength = expit(logit), average * shrinkage / (1 - shrinkage)
        log_weight = _evidence(done, due, centre, strength) + np.log(centre * (1 - centre))
        keep = log_weight > log_weight.max() - NEGLIGIBLE
        steps = [(high - low) / GRID for low, high in box]
        box = (
            (float(logit[keep].min()) - steps[0], float(logit[keep].max()) + steps[0]),
            (
                max(0.002, float(shrinkage[keep].min()) - steps[1] / 2),
                min(0.998, float(shrinkage[keep].max()) + steps[1] / 2),
            ),
        )
    weight = np.exp(log_weight - log_weight.max())
    return centre, strength, weight / weight.sum()


def _evidence(done: Array, due: Array, centre: Array, strength: Array) -> Array:
    from scipy.special import betaln

    a, b = (centre * strength)[:, None], ((1 - centre) * strength)[:, None]
    return np.asarray((betaln(done + a, due - done + b) - betaln(a, b)).sum(axis=1))


def _mixture(done: Array, due: Array, a: Array, b: Array, weight: Array) -> Array:
    """J x X posterior density of logit(p) on the fixed grid of logits, mixed over the nodes."""
    from scipy.special import betaln

    used = weight > 1e-7
    a, b, weight = a[used], b[used], weight[used]
    log_p, log_q = -np.logaddexp(0, -LOGITS), -np.logaddexp(0, LOGITS)
    constant = betaln(done[:, None] + a, (due - done)[:, None] + b)
    prior = a[:, None] * log_p + b[:, None] * log_q
    out = np.empty((len(done), len(LOGITS)))
    for j in range(len(done)):
        own = done[j] * log_p + (due[j] - done[j]) * log_q
        out[j] = weight @ np.exp(prior + own - constant[j][:, None])
    return out


def _inverse_cdf(density: Array, uniforms: Array) -> Array:
    """Draws of p per mentor: invert the cumulated density by linear interpolation (361 points over +-12 logits)."""
    from scipy.special import expit

    middle = 0.5 * (density[:, 1:] + density[:, :-1])
    cumulated = np.concatenate([np.zeros((len(density), 1)), np.cumsum(middle, axis=1)], axis=1)
    cumulated /= cumulated[:, -1:]
    columns = [np.interp(uniforms[:, j], cumulated[j], LOGITS) for j in range(len(density))]
    return np.asarray(expit(np.column_stack(columns)))
