"""Why two records are thought to be one business: the waterfall from what is usual to what is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dampingi.engines.linkage.comparisons import CODES, COMPARISONS, UNKNOWN
from dampingi.engines.linkage.model import Model, bits, chance

START = "prior"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One step. `weight` in bits, + for and - against; `probability` after this step. `comparison` is START or a comparison's code."""

    comparison: str
    level: str
    weight: float
    probability: float


def explain(pair: Mapping[str, Any], model: Model) -> tuple[Evidence, ...]:
    """`pair`: a row of `Links.pairs`, or only levels by comparison (then the weights are the model's, the start that of a register of the model's size).

    The weights add up to the pair's weight. Unknowns stay in, with weight 0: what is not known is worth saying.
    """
    so_far = pair.get(START)
    so_far = bits(model.prior()) if so_far is None else float(so_far)
    crowd = max(0.0, bits(model.prior()) - so_far)
    steps = [Evidence(START, "", so_far, chance(so_far))]
    for code in CODES:
        level = str(pair.get(code) or UNKNOWN)
        told = pair.get(f"{code}_weight")
        weight = model.weight(code, level, crowd) if told is None else float(told)
        so_far += weight
        steps.append(Evidence(code, level, weight, chance(so_far)))
    return tuple(steps)


def wording() -> tuple[tuple[str, str], ...]:
    """Every (comparison, level) an explanation can name, for whoever puts them into words."""
    return ((START, ""), *((c.code, level) for c in COMPARISONS for level, _condition in c.levels))
