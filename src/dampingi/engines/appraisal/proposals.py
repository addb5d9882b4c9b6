"""What the numbers propose for one mentor, and how sure. A person decides; where the numbers are not enough the proposal is to look, not to guess.

A proposal rests on the chance, over all draws of the composite, that the score lies beyond a limit of the instrument; never on a rank, but
for the number of honours. Losing one's work needs the most certainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .evidence import Decisions, Instrument
from .randomness import Array, Draws

Key = Literal["honour", "keep", "coach", "replace", "undecided"]
LACKING, UNRELIABLE, TIED, BEYOND_QUOTA = "lacking", "unreliable", "tied", "beyond_quota"
WEIGHTINGS = 500
SPREAD = 50.0
"""Weightings drawn about the instrument's: a Dirichlet of this sum, in which a weight of 40% has an SD of 7 points."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`probability` of what is proposed (of "keep": that the score is not below the coaching limit); `reasons` why it is undecided or not honoured; `robust`:
    in which share of other plausible weightings the same is proposed."""

    key: Key
    probability: float
    reasons: tuple[str, ...]
    robust: float


def propose(
    instrument: Instrument,
    parts: Sequence[Array],
    weights: Array,
    lacking: Sequence[bool],
    reliable: Sequence[bool],
    *,
    seed: int,
) -> list[Proposal]:
    """`parts`: per dimension D x J draws; `weights` sum to 1. `lacking` and `reliable` per mentor: too little evidence, and the gate."""
    rules, stacked = instrument.rules.decisions, np.array(parts)
    composite = np.tensordot(weights, stacked, 1)
    chances = _chances(composite, rules)
    keys = [_key(chances[:, j], rules, lacking[j], reliable[j]) for j in range(composite.shape[1])]
    honoured, why = _within_quota(keys, composite.mean(axis=0), rules)
    told = _robust(stacked, weights, rules, keys, lacking, reliable, seed)
    out = []
    for j, key in enumerate(keys):
        reasons = why.get(j, ())
        if key == "undecided":
            reasons = tuple(r for r, yes in ((LACKING, lacking[j]), (UNRELIABLE, not reliable[j])) if yes)
        final: Key = "keep" if key == "honour" and j not in honoured else key
        out.append(Proposal(final, round(float(_told(final, chances[:, j])), 3), reasons, round(told[j], 3)))
    return out


def _chances(composite: Array, rules: Decisions) -> Array:
    """(3, J): at least the honour's limit, below the coaching's, below the replacement's."""
    return np.array(
        [
            (composite >= rules.honour.limit).mean(axis=0),
            (composite < rules.coach.limit).mean(axis=0),
            (composite < rules.replace.limit).mean(axis=0),
        ]
    )


def _key(chances: Array, rules: Decisions, lacking: bool, reliable: bool) -> Key:
    """Coaching and keeping cost nobody their work and need evidence alone; honour and replacement need the gate as well."""
    honour, coach, replace = chances
    if lacking:
        return "undecided"
    if replace >= rules.replace.probability:
        return "replace" if reliable else "undecided"
    if coach >= rules.coach.probability:
        return "coach"
    if honour >= rules.honour.probability:
        return "honour" if reliable else "undecided"
    return "keep"


def _told(key: Key, chances: Array) -> float:
    honour, coach, replace = chances
    return {"honour": honour, "coach": coach, "replace": replace, "keep": 1 - coach}.get(key, 0.0)


def _within_quota(
    keys: Sequence[Key], means: Array, rules: Decisions
) -> tuple[set[int], dict[int, tuple[str, ...]]]:
    """Those honoured, and why others are not. A tie at the quota honours none of the tied: people settle it."""
    wanted = [j for j, key in enumerate(keys) if key == "honour"]
    if rules.quota is None or len(wanted) <= rules.quota:
        return set(wanted), {}
    scores = np.round(means, 2)
    ordered = sorted(wanted, key=lambda j: -scores[j])
    edge = scores[ordered[rules.quota - 1]] if rules.quota else np.inf
    tied = [j for j in wanted if scores[j] == edge]
    split = sum(scores[j] >= edge for j in wanted) > rules.quota
    honoured = {j for j in wanted if scores[j] > edge or (scores[j] == edge and not split)}
    return honoured, {
        j: (TIED if j in tied and split else BEYOND_QUOTA,) for j in wanted if j not in honoured
    }


def _robust(
    stacked: Array,
    weights: Array,
    rules: Decisions,
    keys: Sequence[Key],
    lacking: Sequence[bool],
    reliable: Sequence[bool],
    seed: int,
) -> list[float]:
    """Share of weightings about the instrument's under which each mentor's own key (before quotas) stays."""
    others = _dirichlet(weights * SPREAD, WEIGHTINGS, seed)
    mean, few = stacked.mean(axis=1), stacked[:, :: max(1, stacked.shape[1] // 1000)]
    same = np.zeros(mean.shape[1])
    for other in others:
        chances = _chances(np.tensordot(other, few, 1), rules)
        same += [_key(chances[:, j], rules, lacking[j], reliable[j]) == key for j, key in enumerate(keys)]
    return [float(s) for s in same / WEIGHTINGS]


def _dirichlet(alpha: Array, size: int, seed: int) -> Array:
    """From gammas by the inverse of their distribution function, so that the same digits come everywhere."""
    from scipy.special import gammaincinv

    gammas = gammaincinv(alpha[None, :], Draws(seed, "weights").uniforms(size, len(alpha)))
    return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))
