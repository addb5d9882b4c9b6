"""From the frozen people to the stored numerators and denominators. Pure: the same people give the same digits anywhere.

Everybody ever enrolled stays in the denominator, and what is not known counts as not reached; how much is unknown is told beside it.
The second rate leaves out those who left and whom the published rule excludes.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dampingi.engines.appraisal import Stratum, headline

EDITION = "1"
PASSED = "passed"
LEVEL = 0.90
KEPT = ("as_of", "definition", "rule", "targets")
"""What of a body is given, not computed."""


@dataclass(frozen=True, slots=True)
class Person:
    """`counts`: rate -> whether reached, None where it is not known."""

    key: str
    part: str
    counts: Mapping[str, bool | None]
    enrolled_on: datetime.date
    exited_on: datetime.date | None
    replaced: bool
    reverified: bool | None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who left within `days` of being enrolled is left out, where `replaced` only if somebody took the place; 0 days: nobody."""

    days: int = 0
    replaced: bool = False

    def excludes(self, p: Person) -> bool:
        if p.exited_on is None or not self.days or (self.replaced and not p.replaced):
            return False
        return (p.exited_on - p.enrolled_on).days <= self.days


def rates(people: Sequence[Person], codes: Sequence[str], rule: Rule) -> dict[str, Any]:
    """whole and by part: rate -> {all, kept}, each [numerator, denominator, unknown]; people and re-verification likewise."""
    parts = sorted({p.part for p in people})
    inner = {part: [p for p in people if p.part == part] for part in parts}
    return {
        "edition": EDITION,
        "whole": _table(people, codes, rule),
        "parts": {part: _table(inner[part], codes, rule) for part in parts},
        "left": dict(sorted(Counter(f"{p.exited_on:%Y-%m}" for p in people if p.exited_on).items())),
    }


def again(body: dict[str, Any], people: Sequence[Person]) -> dict[str, Any]:
    """The body computed from the people, with the rule and the definition that are stored in it."""
    rule = Rule(body["rule"]["days"], body["rule"]["replaced"]) if body["rule"] else Rule()
    codes = [entry["code"] for entry in body["definition"]]
    return rates(people, codes, rule) | {name: body[name] for name in KEPT}


def _table(people: Sequence[Person], codes: Sequence[str], rule: Rule) -> dict[str, Any]:
    kept = [p for p in people if not rule.excludes(p)]
    return {
        "people": len(people),
        "exited": sum(p.exited_on is not None for p in people),
        "excluded": len(people) - len(kept),
        "rates": {code: {"all": _count(people, code), "kept": _count(kept, code)} for code in codes},
        "reverified": reverified(people),
    }


def _count(people: Sequence[Person], code: str) -> list[int]:
    told = [p.counts.get(code) for p in people]
    return [sum(t is True for t in told), len(told), sum(t is None for t in told)]


def reverified(people: Sequence[Person]) -> dict[str, Any]:
    """How far the reported rate is off, by what others found of those the lot fell on. Six digits: enough, and the same on every machine."""
    strata = []
    for reported in (True, False):
        group = [p for p in people if bool(p.counts.get(PASSED)) is reported]
        seen = [p for p in group if p.reverified is not None]
        strata.append(Stratum(len(group), len(seen), sum(bool(p.reverified) for p in seen)))
    found = headline(*strata, level=LEVEL)
    told = {name: getattr(found, name) for name in ("error", "corrected", "low", "high")}
    wrong = sum(bool(p.counts.get(PASSED)) is not p.reverified for p in people if p.reverified is not None)
    return {name: None if v is None else f"{v:.6f}" for name, v in told.items()} | {
        "checked": found.checked,
        "wrong": wrong,
    }
