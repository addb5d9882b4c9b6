"""What a panel reads of a mentor before it rates: frozen figures by dimension, beside everyone's."""

import uuid
from typing import Any

from dampingi.insight.evaluation.frozen_figures import figures_of
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.words import figure


def evidence(evaluation: Evaluation, mentor: uuid.UUID) -> list[dict[str, Any]]:
    seen, body = figures_of(evaluation, mentor), evaluation.instrument.body
    told = []
    for d in body["dimensions"]:
        own = [c for c in body["criteria"] if c["dimension"] == d["key"] and c["key"] in seen]
        rows = [
            {
                "name": c["name"],
                "says": c["says"],
                "value": figure(c, seen[c["key"]].value),
                "city": figure(c, seen[c["key"]].city),
                "evidence": seen[c["key"]].evidence,
                "target": figure(c, c["target"]),
                "weight": c["weight"],
                "unknown": seen[c["key"]].value is None or seen[c["key"]].evidence < c.get("least", 1),
            }
            for c in own
        ]
        if rows:
            told.append({"name": d["name"], "says": d["says"], "rows": rows})
    return told
