"""What is handed in, as plain JSON: {round, region, answers: [question + answer + known + flag]}; the same again gives the same hash."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from dampingi.foundation.regions.queries import name_of
from dampingi.insight.rounds.models import Entry
from dampingi.insight.rounds.periods import named

Filled = dict[str, Any]


def filled(entry: Entry, answers: Mapping[str, Any], known: Mapping[str, Any]) -> list[Filled]:
    """Each question with its answer: what the system knows stands before what was typed; a remark stands beside both."""
    return [question | _answer(answers.get(question["code"]) or {}, known.get(question["code"])) for question in entry.round.questions]  # fmt: skip


def _answer(typed: Mapping[str, Any], own: Mapping[str, Any] | None) -> dict[str, Any]:
    if own is None:
        return {"answer": dict(typed), "known": None}
    return {
        "answer": {"top": own["top"], "bottom": own["bottom"], "remark": typed.get("remark", "")},
        "known": {"until": own["until"], "programmes": own["programmes"]},
    }


def body(entry: Entry, rows: list[Filled]) -> dict[str, Any]:
    """In one language whoever hands it in, so that equal content has the equal hash."""
    asked = entry.round
    with override("id"):
        period = named(asked.kind, asked.starts_on)
    return {
        "round": [str(asked.id), asked.region, asked.kind, asked.starts_on.isoformat(), asked.ends_on.isoformat()],
        "period": period,
        "region": [entry.region, name_of(entry.region)],
        "answers": rows,
    }  # fmt: skip
