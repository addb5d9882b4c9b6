"""Three questions for a mentor, drawn from the frozen evidence by published rules and a stated seed. Pure."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dampingi.insight.evaluation.frozen_figures import Seen

Body = Mapping[str, Any]
ASKED = 3
BEHIND, BELOW, VOICE = 0.9, 0.1, 0.3
"""Behind: under nine tenths of the target. Below: a tenth under everyone's share; a voice three tenths of a point."""
STEADY, WEAK = 0.9, 0.6
"""Process and outcomes far apart: one at nine tenths of its target or more, the other at six tenths or less."""


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn: the rule, the figures it rests on, and how much it presses."""

    rule: str
    figures: Mapping[str, Any]
    weight: float


def candidates(body: Body, seen: Mapping[str, Seen]) -> list[Candidate]:
    found = [
        c for each in body["criteria"] if each["key"] in seen for c in _of_criterion(each, seen[each["key"]])
    ]
    return [*found, *_apart(body, seen), *_always(body, seen)]


def drawn(found: Sequence[Candidate], seed: str) -> list[Candidate]:
    """Three of them, weightier ones more likely, no rule twice but `behind` (Efraimidis and Spirakis, Information Processing Letters 97,
    2006). The same seed draws the same."""
    dice = random.Random(seed)  # noqa: S311
    order = sorted(found, key=lambda c: -(dice.random() ** (1 / c.weight)))
    taken: list[Candidate] = []
    for one in order:
        again = sum(t.rule == one.rule for t in taken)
        if again < (2 if one.rule == "behind" else 1):
            taken.append(one)
    return taken[:ASKED]


def _of_criterion(c: Body, seen: Seen) -> list[Candidate]:
    figures = {
        "criterion": c["key"],
        "value": seen.value,
        "city": seen.city,
        "evidence": seen.evidence,
        "target": c["target"],
    }
    if seen.value is None or seen.evidence < c.get("least", 1):
        return [Candidate("few_voices" if c["key"].startswith("voice") else "little_evidence", figures, 1.5)]
    if c["key"].startswith("voice"):
        low = (seen.city or 0) - seen.value
        return [Candidate("voice_low", figures, 2 + low)] if low >= VOICE else []
    found = []
    if seen.value < BEHIND * c["target"]:
        found.append(Candidate("behind", figures, 1 + 4 * (1 - seen.value / c["target"])))
    if c["method"] == "participants" and seen.city is not None and seen.city - seen.value >= BELOW:
        found.append(Candidate("below_others", figures, 1 + 4 * (seen.city - seen.value)))
    return found


def _apart(body: Body, seen: Mapping[str, Seen]) -> list[Candidate]:
    """Much done and little changed, or the other way round."""
    process, outcomes = (_reached(body, seen, m) for m in ("counts", "participants"))
    if process is None or outcomes is None:
        return []
    figures = {"process": round(process, 4), "outcomes": round(outcomes, 4)}
    if process >= STEADY and outcomes <= WEAK:
        return [Candidate("done_not_changed", figures, 4)]
    if outcomes >= STEADY and process <= WEAK:
        return [Candidate("changed_not_done", figures, 4)]
    return []


def _reached(body: Body, seen: Mapping[str, Seen], method: str) -> float | None:
    """Mean share of the targets reached, at most all; voices aside."""
    shares = [
        min(1.0, value / c["target"])
        for c in body["criteria"]
        if c["method"] == method
        and not c["key"].startswith("voice")
        and c["key"] in seen
        and (value := seen[c["key"]].value) is not None
    ]
    return sum(shares) / len(shares) if shares else None


def _always(body: Body, seen: Mapping[str, Seen]) -> list[Candidate]:
    """Whoever stands well is asked too."""
    best = max(
        (
            (s.value - s.city, c["key"])
            for c in body["criteria"]
            if (s := seen.get(c["key"])) and s.value is not None and s.city is not None
        ),
        default=None,
    )
    strength = (
        [
            Candidate(
                "strength",
                {"criterion": best[1], "value": seen[best[1]].value, "city": seen[best[1]].city},
                1,
            )
        ]
        if best and best[0] > 0
        else []
    )
    return [
        *strength,
        Candidate("hardest", {}, 0.7),
        Candidate("differently", {}, 0.7),
        Candidate("needs", {}, 0.5),
    ]
