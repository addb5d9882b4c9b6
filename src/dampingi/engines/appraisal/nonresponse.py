"""Who did not answer: what that takes from the certainty of those who did.

A pattern-mixture model after Rubin (Formalizing subjective notions about the effect of nonrespondents in sample surveys, JASA 72, 1977):
the mean of a mentor's silent participants differs from that of those who answered by an unknown amount, independent from mentor to
mentor, normal around nil with a standard deviation of `k` times that of single answers. `k` stands in the locked instrument
(`Rules.nonresponse`; 0 takes the silent for like the others). The mean of all asked then has variance
s2 (1/n + k2 (1 - r)2), r the share that answered: with few answers hardly more than before, with many never less than
the silence leaves, so that a hundred answers out of a thousand do not pass for certainty. A direction is not assumed: whether
the content or the discontent keep silent is not known here.
"""

import dataclasses

import numpy as np

from .casemix import Signal
from .evidence import Asked, Mentor
from .randomness import Array


def asked_of(mentors: tuple[Mentor, ...], asked: tuple[Asked, ...], dimension: str, answered: Array) -> Array:
    """How many of each mentor's participants were asked (J); NaN where nobody says. Who answered was asked."""
    told = {a.mentor: float(a.number) for a in asked if a.dimension == dimension}
    known = np.array([told.get(m.key, np.nan) for m in mentors])
    return np.asarray(np.maximum(known, answered))


def widened(signal: Signal, asked: Array, k: float) -> Signal:
    """The signal where part of those asked kept silent: its likelihood is convolved with the unknown difference of the silent.

    With V = diag(k2 (1 - r)2), L becomes (I + L V)^-1 L, so that mentors without any answers need no special case.
    """
    silent = np.nan_to_num(np.divide(asked - signal.heads, asked, out=np.zeros(len(asked)), where=asked > 0))
    extra = (k * silent) ** 2
    if not extra.any():
        return signal
    shrinker = np.linalg.inv(np.eye(len(extra)) + signal.precision * extra)
    precision = shrinker @ signal.precision
    linear = shrinker @ signal.linear
    return dataclasses.replace(
        signal,
        precision=(precision + precision.T) / 2,
        linear=linear,
        spill=shrinker @ signal.spill,
        fit=float(linear @ np.nan_to_num(signal.adjusted)),
    )
