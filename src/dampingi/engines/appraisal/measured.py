"""What a dimension gives back, whichever way it was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .agreement import Agreement
from .casemix import Signal
from .evidence import Criterion
from .fit import Fit
from .randomness import Array, Flags
from .results import Covariate, CriterionPart, maybe_points, points
from .severity import RaterSeverity
from .shrinkage import Effects


@dataclass(frozen=True, slots=True)
class Measured:
    """`draws` D x J; `raw`, `adjusted` J (NaN where nothing was seen); `parts[j]` the criteria of mentor j."""

    key: str
    weight: float
    draws: Array
    raw: Array
    adjusted: Array
    reliability: Array
    evidence: Array
    enough: Flags
    parts: tuple[tuple[CriterionPart, ...], ...]
    centre: float | None
    mentor_sd: float | None = None
    team_sd: float | None = None
    noise_sd: float | None = None
    covariates: tuple[Covariate, ...] = ()
    raters: tuple[RaterSeverity, ...] = ()
    groups: int = 1
    dropped: tuple[str, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    fits: tuple[Fit, ...] = ()
    asked: Array | None = None
    """Those who could have answered, J; NaN where nobody says."""
    earlier: Array | None = None
    """How many earlier evaluations count, J."""


def assembled(
    key: str,
    criteria: Sequence[Criterion],
    signal: Signal,
    effects: Effects,
    parts: tuple[tuple[CriterionPart, ...], ...],
    enough: Flags,
    covariates: tuple[Covariate, ...],
    raters: tuple[RaterSeverity, ...] = (),
    groups: int = 1,
    dropped: tuple[str, ...] = (),
) -> Measured:
    return Measured(
        key,
        sum(c.weight for c in criteria),
        np.clip(effects.draws, 0, 100),
        signal.raw,
        signal.adjusted,
        effects.reliability,
        signal.heads,
        enough,
        parts,
        effects.grand_mean,
        effects.tau,
        effects.omega,
        float(np.sqrt(signal.s2)),
        covariates,
        raters,
        groups,
        dropped,
    )


def covariates_of(signal: Signal) -> tuple[Covariate, ...]:
    if signal.beta is None or signal.beta_se is None:
        return ()
    return tuple(
        Covariate(n, points(b), points(se))
        for n, b, se in zip(signal.columns, signal.beta, signal.beta_se, strict=True)
    )


def part_of(
    criterion: Criterion, value: float, adjusted: float, city: float, evidence: float
) -> CriterionPart:
    return CriterionPart(
        criterion.key,
        criterion.weight,
        _native(value),
        _native(adjusted),
        _native(city),
        maybe_points(criterion.score(adjusted)),
        int(evidence),
    )


def _native(value: float) -> float | None:
    """A figure in the criterion's own unit, to 4 decimals (shares)."""
    return round(float(value), 4) + 0.0 if np.isfinite(value) else None
