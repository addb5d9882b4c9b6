"""Frozen rows and closed ratings with what granted objections corrected: beside the frozen ones, each correction against the hash it found."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.canonical import canonical, digest
from dampingi.foundation.errors import Refused

RATING = "rating"
Frozen = Sequence[tuple[str, str, str]]
"""(kind, key, canonical JSON)"""
Rated = Sequence[tuple[str, str, str, int]]
"""(rater, mentor, criterion, level)"""


@dataclass(frozen=True)
class Amendment:
    """One correction: the row it is about, the hash of what counted, and what counts now ("" for nothing)."""

    kind: str
    key: str
    was: str
    body: str


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def rating_key(rater: object, mentor: object, criterion: str) -> str:
    return f"{rater}:{mentor}:{criterion}"


def amended(rows: Frozen, amendments: Iterable[Amendment]) -> list[tuple[str, str, str]]:
    """Raises Refused where a correction was made to something else than what counts at its turn."""
    told = {(kind, key): body for kind, key, body in rows}
    for each in amendments:
        if each.kind != RATING:
            _apply(told, (each.kind, each.key), each)
    return [(kind, key, body) for (kind, key), body in told.items()]


def amended_ratings(rated: Rated, amendments: Iterable[Amendment]) -> list[tuple[str, str, str, int]]:
    told = {(RATING, rating_key(*row[:3])): str(row[3]) for row in rated}
    for each in amendments:
        if each.kind == RATING:
            _apply(told, (RATING, each.key), each)
    return [row for row in rated if (RATING, rating_key(*row[:3])) in told]


def _apply(told: dict[tuple[str, str], str], where: tuple[str, str], each: Amendment) -> None:
    if where not in told or sha256(told[where]) != each.was:
        raise Refused(
            _("Koreksi atas %(kind)s %(key)s tidak cocok dengan bukti bekunya. Laporkan kepada Inspektorat.")
            % {"kind": each.kind, "key": each.key}
        )
    if each.body:
        told[where] = each.body
    else:
        del told[where]


def digest_of(amendments: Iterable[Amendment]) -> str:
    return digest([(a.kind, a.key, a.was, a.body) for a in amendments])


def with_count(body: str, *, done: int, due: int) -> str:
    """A frozen count with other figures. Raises Refused for what cannot be."""
    if not 0 <= done <= due:
        raise Refused(_("Yang dilakukan tidak dapat lebih banyak daripada yang jatuh tempo."))
    return _with(body, {"done": done, "due": due})


def with_value(body: str, *, criterion: str, value: float | None) -> str:
    """A participant's frozen row with another value for one criterion."""
    told = json.loads(body)
    return _with(body, {"values": told["values"] | {criterion: value}})


def _with(body: str, changes: Mapping[str, Any]) -> str:
    return canonical(json.loads(body) | dict(changes)).decode()
