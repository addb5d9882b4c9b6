"""Earlier evaluations of the same mentors as prior evidence, where the locked instrument says so.

A power prior (Ibrahim and Chen, Statistical Science 15, 2000): what an evaluation y years back said counts as the same evidence would
today, times w^y, w below 1 because people and work change. Carried over is by how much a mentor stood above or below that year's
average for a like caseload, before shrinkage (or chance would be counted out twice), with that figure's own variance; the level
of this year stays this year's. Only what is estimated of people's work with others is pooled (outcomes, panel, voices): things
done when due and papers are judged by their own year.
"""

import dataclasses

import numpy as np

from .casemix import Signal
from .evidence import Earlier, Mentor, Rules
from .randomness import Array


def earlier_of(
    mentors: tuple[Mentor, ...], earlier: tuple[Earlier, ...], dimension: str, rules: Rules
) -> tuple[Array, Array, Array]:
    """Per mentor: precision of the earlier evaluations together, their weighted mean deviation, and how many count."""
    index = {m.key: j for j, m in enumerate(mentors)}
    precision, weighted, number = (np.zeros(len(mentors)) for _ in range(3))
    for told in earlier:
        if told.dimension == dimension and told.years <= rules.pool_years:
            j, counts = index[told.mentor], rules.pool_weight**told.years / told.se**2
            precision[j] += counts
            weighted[j] += counts * told.apart
            number[j] += 1
    mean = np.divide(weighted, precision, out=np.zeros(len(mentors)), where=precision > 0)
    return precision, np.asarray(mean), number


def pooled(signal: Signal, precision: Array, apart: Array) -> Signal:
    """The signal with the earlier evidence as one more observation of each mentor, `apart` from this year's average."""
    seen = np.isfinite(signal.adjusted)
    if not precision.any() or not seen.any():
        return signal
    size = np.maximum(signal.size[seen], 1e-12)
    centre = float((signal.adjusted[seen] * size).sum() / size.sum())
    more = precision * signal.s2
    value = centre + apart
    return dataclasses.replace(
        signal,
        precision=signal.precision + np.diag(more),
        linear=signal.linear + more * value,
        rank=signal.rank + int((more > 0).sum()),
        fit=signal.fit + float((more * value**2).sum()),
    )
