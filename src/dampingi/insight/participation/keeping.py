"""A trial as stored: plain values that tell all of it, and the model read back from them."""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from dampingi.engines.participation import EDITION, Fit, Model, Scaling, Snapshots, Trial
from dampingi.foundation.canonical import digest
from dampingi.insight.participation.definition import definition, definition_hash
from dampingi.insight.participation.returning import Counted


def told(trial: Trial, returns: tuple[Counted, ...]) -> dict[str, Any]:
    return _plain(asdict(trial)) | {
        "edition": EDITION,
        "definition": definition(),
        "definition_hash": definition_hash(),
        "returns": [asdict(each) for each in returns],
    }


def model_of(body: dict[str, Any]) -> Model | None:
    kept = body["model"]
    if kept is None:
        return None
    fit = kept["fit"] | {name: tuple(kept["fit"][name]) for name in ("names", "means", "spreads", "slopes")}
    return Model(Fit(**fit), Scaling(**kept["scaling"]))


def data_hash(data: Snapshots) -> str:
    """Of the rows, whatever order they were gathered in."""
    columns = [data.day, data.y, *data.x.T]
    order = np.lexsort(columns[::-1])
    rows = np.column_stack(columns)[order] if len(data) else []
    return digest([[float(v) for v in row] for row in rows])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.item() if isinstance(value, np.generic) else value
