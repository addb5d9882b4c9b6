"""Marks in words: why somebody did not pass, and what their values are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.checklist import Why
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.insight.passing.models import Marked, Result

STATES = {Result.PASSED: State.GOOD, Result.NOT_PASSED: State.LATE, Result.UNDECIDED: State.NONE}
COUNTED = {"attendance", "tasks"}
"""Told as so many of so many."""


def outcome(row: Marked) -> tuple[State, str]:
    return STATES[Result(row.outcome)], str(Result(row.outcome).label)


def reason(told: str) -> str:
    """`why:criterion` in words."""
    why, _sign, key = told.partition(":")
    name = choices("passing_criteria").get(key, key)
    words: dict[str, str] = {
        Why.BARRED: _("Berhenti dari program"),
        Why.LEAST: _("Syarat belum terpenuhi: %(name)s") % {"name": name},
        Why.UNKNOWN: _("Belum dilaporkan: %(name)s") % {"name": name},
        Why.SCORE: _("Nilai di bawah nilai lulus"),
        Why.EVIDENCE: _("Terlalu sedikit yang diketahui"),
    }
    return words.get(why, told)


def reasons(row: Marked) -> list[str]:
    return [reason(told) for told in row.reasons.strip("|").split("|") if told]


def value(code: str, told: Sequence[int] | None) -> str:
    if told is None:
        return _("tidak diketahui")
    if code == "growth":
        return formats.percent(Decimal(told[0]) / told[1])
    if code in COUNTED:
        words = {"n": formats.number(told[0]), "of": formats.number(told[1])}
        return _("%(n)s dari %(of)s") % words
    return _("tercapai") if told[0] else _("belum tercapai")


def score(hundredths: int | None) -> str:
    return "–" if hundredths is None else formats.number(Decimal(hundredths) / 100, 2)


def criteria(standard: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A standard's rows as a page shows them; the weight is also told as a share."""
    known = {c["code"]: c for c in load("passing_criteria")}
    whole = sum(c["weight"] for c in standard["criteria"])
    return [_criterion(c, known.get(c["code"], {}), whole) for c in standard["criteria"]]


def _criterion(c: dict[str, Any], entry: dict[str, str], whole: int) -> dict[str, Any]:
    name, rule = entry.get("name", c["code"]), entry.get("rule", "")
    return c | {
        "name": _(name), "rule": _(rule) if rule else "", "share": c["weight"] / whole, "target_share": c["target"] / 100,
        "least_share": None if c["least"] is None else c["least"] / 100,
    }  # fmt: skip
