"""The text of a standard and what the engine takes. Pure. All figures are whole percent, so that every machine computes the same."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dampingi.engines.checklist import Band, Checklist, Criterion
from dampingi.foundation.definitions import load

EDITION = "1"
PASS_MARK, EVIDENCE = 70, 60
"""The first proposal."""


def proposed() -> dict[str, Any]:
    """As shipped."""
    return {
        "edition": EDITION,
        "pass_mark": PASS_MARK,
        "evidence": EVIDENCE,
        "criteria": [
            {"code": c["code"], "weight": c["weight"], "target": c["target"], "least": c.get("least")}
            for c in load("passing_criteria")
        ],
        "bands": [{"code": b["code"], "lower": b["lower"]} for b in load("passing_bands")],
    }


def checklist(body: Mapping[str, Any]) -> Checklist:
    """Raises engines.checklist.Unusable."""
    criteria = tuple(
        Criterion(c["code"], c["weight"], _percent(c["target"]), None if c["least"] is None else _percent(c["least"]))
        for c in body["criteria"]
    )  # fmt: skip
    bands = tuple(Band(b["code"], Fraction(b["lower"])) for b in body["bands"])
    return Checklist(criteria, bands, Fraction(body["pass_mark"]), _percent(body["evidence"]))


def _percent(n: int) -> Fraction:
    return Fraction(n, 100)
