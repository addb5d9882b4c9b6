"""What the frozen evidence says of each mentor, plainly: for the panel to read before it rates. Nothing modelled, nothing of the panel's."""

import json
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dampingi.insight.evaluation.models import Evaluation, EvidenceFreeze

LEAST_VOICES = 5
"""Fewer answers would let a mentor guess who said what."""


@dataclass(frozen=True)
class Seen:
    """A mentor's own figure and everyone's, in the criterion's unit; `evidence` counts things due or participants."""

    value: float | None
    city: float | None
    evidence: int


def figures_of(evaluation: Evaluation, mentor: uuid.UUID) -> dict[str, Seen]:
    """criterion -> figure, for criteria that are counted or measured on participants."""
    freeze = EvidenceFreeze.objects.filter(evaluation=evaluation).first()
    if freeze is None:
        return {}
    table = _table(freeze.id, json.dumps(evaluation.instrument.body["criteria"]))
    return {key: _seen(sums, str(mentor), key) for key, sums in table.items()}


def _seen(sums: Mapping[str, list[float]], mentor: str, key: str) -> Seen:
    own = sums.get(mentor, [0.0, 0.0, 0.0])
    total, weight = (sum(s[n] for s in sums.values()) for n in (0, 1))
    hidden = key.startswith("voice") and own[2] < LEAST_VOICES
    return Seen(
        own[0] / own[1] if own[1] and not hidden else None, total / weight if weight else None, int(own[2])
    )


@lru_cache(maxsize=8)
def _table(freeze: uuid.UUID, criteria: str) -> dict[str, dict[str, list[float]]]:
    """criterion -> mentor -> [sum, weight, count]. Kept: what is frozen does not change."""
    told: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))
    known = {c["key"]: c for c in json.loads(criteria)}
    for kind, text in EvidenceFreeze.objects.get(id=freeze).rows.values_list("kind", "body"):  # type: ignore[attr-defined]
        body = json.loads(text)
        if kind == "count":
            _add(told[body["criterion"]][body["mentor"]], body["done"], body["due"], body["due"])
        elif kind in ("participant", "voice"):
            _add_values(told, known, body)
    return {key: dict(rows) for key, rows in told.items()}


def _add_values(
    told: dict[str, dict[str, list[float]]], known: Mapping[str, Mapping[str, Any]], body: Mapping[str, Any]
) -> None:
    whole = sum(body["months"].values())
    for key, value in body["values"].items():
        if key not in known or (value is None and known[key].get("missing") == "skip"):
            continue
        number = known[key].get("floor", 0) if value is None else value
        for mentor, months in body["months"].items():
            if mentor:
                _add(told[key][mentor], number * months / whole, months / whole, 1)


def _add(sums: list[float], value: float, weight: float, count: float) -> None:
    sums[0] += value
    sums[1] += weight
    sums[2] += count
