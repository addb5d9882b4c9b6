"""From answers to what is kept, and the same again from what was kept. Pure."""

from collections.abc import Mapping
from typing import Any

from dampingi.engines import health
from dampingi.foundation.canonical import digest
from dampingi.insight.health.rules import engine_rules


def told(rules: Mapping[str, Any], kind: str, answers: Mapping[str, bool]) -> dict[str, Any]:
    """{score, band, aspects, lift} in hundredths. Raises health.Unanswered."""
    found = health.assess(engine_rules(rules, kind), answers)
    lift = found.lift
    return {
        "score": health.hundredths(found.score), "band": found.band,
        "aspects": [
            {
                "code": a.key, "weight": a.weight, "score": health.hundredths(a.score), "points": health.hundredths(a.points),
                "components": [{"code": c.key, "yes": c.yes, "of": c.of, "level": c.level} for c in a.components],
            }
            for a in found.aspects
        ],
        "lift": {"band": lift.band, "items": lift.items, "components": [list(c) for c in lift.components]} if lift else None,
    }  # fmt: skip


def sealed(
    rules_hash: str, kind: str, year: int, answers: Mapping[str, bool], notes: Mapping[str, str], body: Any
) -> str:
    return digest([rules_hash, kind, year, sorted(answers.items()), sorted(notes.items()), body])
