"""What the page shows of a marking; each figure opens the participants it counts."""

from typing import Any

from dampingi.engines.checklist import Outcome
from dampingi.foundation.regions.queries import names
from dampingi.insight.passing import wording
from dampingi.insight.passing.listing import LEFT, OUTCOME, PART, STANDS, WHY, people_door
from dampingi.insight.passing.marks import NO, UNKNOWN, YES
from dampingi.insight.passing.models import Marking
from dampingi.insight.passing.queries import holds, next_number


def marking_page(marking: Marking) -> dict[str, Any]:
    body, standard = marking.body, marking.standard
    whole, places = body["whole"], names(body["parts"])
    return {
        "marking": marking,
        "standard": standard,
        "late": standard.at.date() > marking.as_of,
        "whole": _outcomes(marking, whole, ""),
        "left": whole["left"],
        "left_door": people_door(marking, **{LEFT: "ya"}),
        "criteria": [c | _stands(marking, c["code"]) for c in wording.criteria(standard.body)],
        "reasons": _reasons(marking),
        "parts": [
            {"name": places.get(part, part)} | _outcomes(marking, table, part)
            for part, table in body["parts"].items()
        ],
        "holds": holds(marking),
        "latest": marking.number + 1 == next_number(marking.programme),
    }


def _outcomes(marking: Marking, table: dict[str, Any], part: str) -> dict[str, Any]:
    n, of = table["outcomes"][Outcome.PASSED], table["people"]
    return {
        "people": of,
        "share": n / of if of else None,
        "door": people_door(marking, **{PART: part}),
        "told": {
            str(o): {"n": table["outcomes"][o], "door": people_door(marking, **{OUTCOME: str(o), PART: part})}
            for o in Outcome
        },
    }


def _stands(marking: Marking, code: str) -> dict[str, Any]:
    found = marking.body["whole"]["criteria"][code]
    doors = {s: people_door(marking, **{STANDS: f"{code}:{s}"}) for s in (YES, NO, UNKNOWN)}
    return {"stands": {s: {"n": found[s], "door": doors[s]} for s in (YES, NO, UNKNOWN)}}


def _reasons(marking: Marking) -> list[dict[str, Any]]:
    """The most frequent first. Somebody may have several."""
    found = sorted(marking.body["whole"]["reasons"].items(), key=lambda told: (-told[1], told[0]))
    return [
        {"words": wording.reason(told), "n": n, "door": people_door(marking, **{WHY: told})}
        for told, n in found
    ]
