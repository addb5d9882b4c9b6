"""A freeze as one file: everything its figures follow from, without ids or names, so that another machine computes them again."""

import datetime
import json
from typing import Any

from dampingi.foundation.canonical import canonical, digest
from dampingi.insight.reviews.counting import frozen_person
from dampingi.insight.reviews.models import Counted, Freeze
from dampingi.insight.reviews.rates import Person, again

KIND = "dampingi programme rates"


class Unreadable(Exception):
    """A file that holds no freeze."""


def exported(freeze: Freeze) -> bytes:
    rows = Counted.objects.unscoped("the whole freeze").filter(freeze=freeze).order_by("region", "id")
    people = [_told(frozen_person(row)) for row in rows]
    told = {"kind": KIND, "programme": freeze.programme.code, "number": freeze.number}
    return canonical(told | {"hash": freeze.hash, "body": freeze.body, "people": people})


def _told(p: Person) -> dict[str, Any]:
    return {
        "part": p.part, "counts": dict(p.counts), "enrolled_on": p.enrolled_on, "exited_on": p.exited_on,
        "replaced": p.replaced, "reverified": p.reverified,
    }  # fmt: skip


def read(content: bytes) -> dict[str, Any]:
    """Raises Unreadable."""
    try:
        told = json.loads(content)
        told["people"] = [_person(n, row) for n, row in enumerate(told["people"])]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unreadable("This file holds no frozen programme rates.") from fault
    if told.get("kind") != KIND:
        raise Unreadable("This file holds no frozen programme rates.")
    return dict(told)


def _person(n: int, row: dict[str, Any]) -> Person:
    day = datetime.date.fromisoformat
    left = row["exited_on"]
    return Person(
        str(n), row["part"], row["counts"], day(row["enrolled_on"]), day(left) if left else None, row["replaced"],
        row["reverified"],
    )  # fmt: skip


def same(told: dict[str, Any]) -> bool:
    """Whether a file's figures follow from its people, digit by digit."""
    return digest(again(told["body"], told["people"])) == told["hash"] == digest(told["body"])
