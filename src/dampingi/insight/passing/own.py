"""A participant's own mark, told to them."""

from collections.abc import Iterable
from typing import Any

from dampingi.foundation.definitions import choices
from dampingi.insight.passing import wording
from dampingi.insight.passing.marks import UNKNOWN, YES
from dampingi.insight.passing.queries import latest_of


def own_mark(enrolments: Iterable[Any]) -> dict[str, Any] | None:
    row = latest_of(enrolments)
    if row is None:
        return None
    stands = dict(told.split(":") for told in row.stands.strip("|").split("|"))
    return {
        "as_of": row.marking.as_of,
        "outcome": wording.outcome(row),
        "score": wording.score(row.score),
        "band": choices("passing_bands").get(row.band, ""),
        "pass_mark": row.marking.standard.body["pass_mark"],
        "reasons": wording.reasons(row),
        "criteria": [
            c | {
                "value": wording.value(c["code"], row.values.get(c["code"])),
                "met": stands.get(c["code"]) == YES, "unknown": stands.get(c["code"]) == UNKNOWN,
            }
            for c in wording.criteria(row.marking.standard.body)
        ],
    }  # fmt: skip
