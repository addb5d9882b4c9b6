"""An evaluation as one file that another machine recomputes without this database: everything locked, frozen, closed, corrected and found."""

import json
from typing import Any

from dampingi.foundation.canonical import canonical
from dampingi.insight.evaluation.amending import Amendment
from dampingi.insight.evaluation.models import Computation, Evaluation
from dampingi.insight.evaluation.recomputing import Computed, Material, material

FORMAT = "dampingi-evaluation/1"
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading or computing from a file made by hand may run into."""


class Unreadable(Exception):
    """The file is not an exported evaluation."""


def exported(evaluation: Evaluation) -> bytes:
    """Canonical JSON. Participants stand in it under the evaluation's pseudonyms, mentors and raters under their ids; no names."""
    told = material(evaluation)
    found = Computation.objects.filter(evaluation=evaluation).order_by("number")
    return canonical(
        {
            "format": FORMAT,
            "evaluation": str(evaluation.id),
            "instrument": told.instrument,
            "evidence": told.evidence,
            "ratings": told.ratings,
            "amendments": [[n, a.kind, a.key, a.was, a.body] for n, a in told.amendments],
            "computations": [stored(made) for made in found],
        }
    )


def stored(made: Computation) -> dict[str, Any]:
    """A computation as it stands in the database, in a form that compares."""
    bodies = made.results.values_list("body", flat=True)  # type: ignore[attr-defined]
    teams = made.teams.values_list("body", flat=True)  # type: ignore[attr-defined]
    return {
        "number": made.number,
        "inputs": made.inputs,
        "seed": made.seed,
        "digest": made.digest,
        "mentors": {body["key"]: body for body in bodies},
        "teams": {body["key"]: body for body in teams},
    }


def read(raw: bytes) -> tuple[str, Material, list[dict[str, Any]]]:
    """(evaluation, material, stored computations). Raises Unreadable."""
    try:
        told = json.loads(raw)
        if told["format"] != FORMAT:
            raise Unreadable(f"this file has format {told['format']}, expected {FORMAT}")
        amendments = [(n, Amendment(*rest)) for n, *rest in told["amendments"]]
        evidence = [(kind, key, body) for kind, key, body in told["evidence"]]
        ratings = [(r, m, c, level, version) for r, m, c, level, version in told["ratings"]]
        return (
            told["evaluation"],
            Material(told["instrument"], evidence, ratings, amendments),
            told["computations"],
        )
    except FAULTS as fault:
        raise Unreadable("this is not an exported evaluation") from fault


def differing(kept: dict[str, Any], now: Computed) -> list[str]:
    """Keys of mentors and teams whose stored result is another one or that only one side knows, and what of the inputs is."""
    mentors, teams = {m["key"]: m for m in now.mentors}, {t["key"]: t for t in now.teams}
    found = [
        key
        for stored, again in ((kept["mentors"], mentors), (kept["teams"], teams))
        for key in sorted(stored.keys() | again.keys())
        if stored.get(key) != again.get(key)
    ]
    return found + [
        f"input {key}"
        for key in now.inputs.keys() | kept["inputs"].keys()
        if now.inputs.get(key) != kept["inputs"].get(key)
    ]
