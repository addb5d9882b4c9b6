"""What agreements are worth: for each level of each comparison a weight in bits, and how many repeats to expect."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN

SHIPPED = Path(__file__).resolve().parents[2] / "definitions" / "linkage.json"


@dataclass(frozen=True, slots=True)
class Level:
    """`m`: share among pairs that are one business; `u`: among pairs that are two and were compared; `weight` in bits, + for one business.

    The weight is fitted with all comparisons at once, so it is not log2(m/u): what two comparisons both tell is counted once.
    """

    m: float
    u: float
    weight: float


class Unfit(ValueError):
    """A model that does not fit this engine's comparisons. The message says where."""


@dataclass(frozen=True)
class Model:
    """`repeats`: pairs of one business to expect per record, in a register of `size` records. `levels`: comparison -> level -> Level."""

    repeats: float
    size: int
    levels: Mapping[str, Mapping[str, Level]]
    about: str = ""

    def __post_init__(self) -> None:
        for compared in COMPARISONS:
            wanted = {code for code, _ in compared.levels} - {UNKNOWN}
            if set(self.levels.get(compared.code, ())) != wanted:
                raise Unfit(f"the model's levels of {compared.code} are not {', '.join(sorted(wanted))}")
        if not 0 < 2 * self.repeats < self.size or not all(map(math.isfinite, self._weights())):
            raise Unfit("the model holds a number that is none")

    def weight(self, comparison: str, level: str, crowd: float = 0.0) -> float:
        """`crowd` is given back to pairs of one city: a larger register means more cities, not more neighbours."""
        if level == UNKNOWN:
            return 0.0
        near = comparison == "place" and level != "other"
        return self.levels[comparison][level].weight + (crowd if near else 0.0)

    def prior(self, records: int = 0) -> float:
        """Probability that two records of so many, taken blindly, are one business. A short list counts as a piece of a register."""
        return 2 * self.repeats / max(records, self.size)

    def crowd(self, records: int) -> float:
        """How much larger than the model's own the register is, in bits; 0 if it is not."""
        return math.log2(max(records, self.size) / self.size)

    def to_json(self) -> str:
        """The same model gives the same text."""
        whole = {
            "about": self.about,
            "repeats": self.repeats,
            "size": self.size,
            "levels": {
                code: {level: [v.m, v.u, v.weight] for level, v in sorted(levels.items())}
                for code, levels in sorted(self.levels.items())
            },
        }
        return json.dumps(whole, indent=1, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """Raises Unfit."""
        try:
            whole: dict[str, Any] = json.loads(text)
            levels = {
                code: {level: Level(*map(float, numbers)) for level, numbers in of.items()}
                for code, of in whole["levels"].items()
            }
            return cls(float(whole["repeats"]), int(whole["size"]), levels, str(whole.get("about", "")))
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as unread:
            raise Unfit(f"not a model of linkage: {unread}") from unread

    @property
    def hash(self) -> str:
        """SHA-256 of the JSON text: names the model that computed a probability."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def _weights(self) -> list[float]:
        return [level.weight for of in self.levels.values() for level in of.values()]


@cache
def default_model() -> Model:
    """The model that ships: fitted on an invented city (`benchmarks/`), with the seed its `about` names."""
    return Model.from_json(SHIPPED.read_text(encoding="utf-8"))


def bits(probability: float) -> float:
    """Log2 of the odds."""
    return math.log2(probability / (1 - probability))


def chance(weight: float) -> float:
    """The probability whose odds are `weight` bits; never overflows."""
    if weight >= 0:
        return 1 / (1 + 2.0 ** min(-weight, 0))
    odds = 2.0 ** max(weight, -1000)
    return odds / (1 + odds)
