"""Recommendations: a written rule meets the figures. Rules are in definitions/recommendations.yaml."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dampingi.foundation.definitions import load
from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.ledger import Figure
from dampingi.outcomes.reports.words import due, inside, wanted, written

Told = dict[str, Any]
MOST = 7
"""More advice than this is no advice: the weightiest are kept."""


@dataclass(frozen=True)
class Finding:
    """That a rule holds: how much (0..1, to put the weightiest first), the words for its text, and its figures."""

    weight: float
    words: dict[str, str]
    figures: list[int]


def advise(entries: Entries, told: Told) -> list[dict[str, Any]]:
    found = [(rule, WHEN[rule["when"]](entries, told, rule)) for rule in load("recommendations")]
    held = sorted(((r, f) for r, f in found if f), key=lambda pair: (-pair[1].weight, pair[0]["code"]))
    return [
        {
            "code": rule["code"],
            "title": rule["title"].format(**finding.words),
            "brief": rule["brief"].format(**finding.words),
            "text": rule["text"].format(**finding.words),
            "rule": rule["rule"],
            "to": rule["to"],
            "figures": finding.figures,
        }
        for rule, finding in held[:MOST]
    ]


def _below_target(entries: Entries, told: Told, rule: Told) -> Finding | None:
    """The city's figure is behind on the way to its target; names the parts that miss it most."""
    code = rule["indicator"]
    whole = _whole(entries, code)
    if whole is None or whole.target is None or whole.value is None or whole.state not in ("watch", "late"):
        return None
    parts = entries.lowest(code, 3)
    words = {
        "value": written(whole),
        "target": wanted(whole).removeprefix("target "),
        "where": _listed([f"{_place(f)} ({written(f)})" for f in parts]),
        "first": _place(parts[0]) if parts else entries.material.region.name,
    }
    return Finding(_miss(whole), words, [whole.no, *(f.no for f in parts)])


def _late_stage(entries: Entries, told: Told, rule: Told) -> Finding | None:
    """A stage's share on time is below the rule's limit: the lowest stage."""
    shares = [(entries.ledger.value(r["share"]), r) for r in told["stages"]["rows"]]
    known = [(v, r) for v, r in shares if v is not None and v < Decimal(str(rule["limit"]))]
    if not known:
        return None
    value, row = min(known, key=lambda pair: pair[0])
    words = {
        "stage": inside(row["name"]),
        "value": formats.percent(value),
        "open": formats.number(entries.ledger.value(row["open"])),
    }
    return Finding(float(1 - value), words, [row["share"], row["open"]])


def _verification_error(entries: Entries, told: Told, rule: Told) -> Finding | None:
    """Reported and corrected pass rate differ by more than the limit."""
    head = told["headline"]
    reported, corrected = entries.ledger.value(head["recorded"]), entries.ledger.value(head["corrected"])
    if reported is None or corrected is None or abs(reported - corrected) < Decimal(str(rule["limit"])):
        return None
    words = {
        "reported": formats.percent(reported),
        "corrected": formats.percent(corrected),
        "gap": formats.number(abs(reported - corrected) * 100, 1),
    }
    return Finding(
        min(1.0, float(abs(reported - corrected)) * 5),
        words,
        [head["recorded"], head["corrected"], head["error"]],
    )


def _commonest_constraint(entries: Entries, told: Told, rule: Told) -> Finding | None:
    common = told["constraints"]["common"]
    if not common:
        return None
    first, others = common[0], common[1:3]
    words = {
        "name": inside(first["name"]),
        "count": formats.number(entries.ledger.value(first["figure"])),
        "others": _listed([inside(c["name"]) for c in others]),
    }
    return Finding(0.3, words, [first["figure"], *(c["figure"] for c in others)])


def _insufficient_evidence(entries: Entries, told: Told, rule: Told) -> Finding | None:
    """More than the limit's share of mentors cannot be compared."""
    mentors = told["mentors"]
    if not mentors["ready"]:
        return None
    counts = [entries.ledger.value(b["figure"]) or Decimal(0) for b in mentors["bands"]]
    lacking, everyone = counts[-1], sum(counts)
    if not everyone or lacking / everyone <= Decimal(str(rule["limit"])):
        return None
    words = {"lacking": formats.number(lacking), "all": formats.number(everyone)}
    return Finding(float(lacking / everyone) / 2, words, [mentors["bands"][-1]["figure"]])


def _whole(entries: Entries, code: str) -> Figure | None:
    return next(
        (f for f in entries.ledger.figures if f.indicator == code and not f.grouping and f.kind != "count"),
        None,
    )


def _place(figure: Figure) -> str:
    return figure.name.rpartition(", ")[2]


def _miss(figure: Figure) -> float:
    target = Decimal(due(figure) or 0)
    return float(min(Decimal(1), max(Decimal(0), 1 - Decimal(figure.value or 0) / target))) if target else 0.0


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}" if names else ""


WHEN: dict[str, Callable[[Entries, Told, Told], Finding | None]] = {
    "below_target": _below_target,
    "late_stage": _late_stage,
    "verification_error": _verification_error,
    "commonest_constraint": _commonest_constraint,
    "insufficient_evidence": _insufficient_evidence,
}
