"""Numbers to look at again: far from the region's own earlier rounds, or from its peers in this one.

The own history is told to whoever writes, and a flagged number is handed in only with a remark. Peers are told to the checker alone,
from what was handed in: a flag against them would tell one region about the others' numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.plausibility import Deviation, judge
from dampingi.insight.rounds import answers
from dampingi.insight.rounds.models import Edition, Entry, Outcome
from dampingi.insight.rounds.questions import same

PERIODS = 24
"""Earlier rounds compared with: two years of months, six of quarters."""


def history(entry: Entry) -> dict[tuple[str, ...], list[Fraction]]:
    """question -> the region's accepted values in earlier rounds of this kind. The caller has checked the entry."""
    asked = entry.round
    rows = Edition.objects.unscoped("the region's own earlier reports").filter(
        entry__region=entry.region, outcome=Outcome.ACCEPTED, entry__round__region=asked.region, entry__round__kind=asked.kind,
        entry__round__starts_on__lt=asked.starts_on, entry__round__cancelled_at=None,
    )  # fmt: skip
    return _values(rows.order_by("-entry__round__starts_on")[:PERIODS])


def _values(editions: Iterable[Edition]) -> dict[tuple[str, ...], list[Fraction]]:
    found: dict[tuple[str, ...], list[Fraction]] = defaultdict(list)
    for edition in editions:
        for row in edition.body["answers"]:
            value = answers.value(row["answer"])
            if value is not None:
                found[same(row)].append(value)
    return found


def against_history(entry: Entry, rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """question -> what is odd about it, as plain JSON, kept with the edition."""
    earlier = history(entry)
    judged = {row["code"]: _judged(row, earlier.get(same(row), [])) for row in rows}
    return {code: _plain(found) for code, found in judged.items() if found}


def _judged(row: Mapping[str, Any], others: list[Fraction]) -> Deviation | None:
    value = answers.value(row["answer"])
    return None if value is None else judge(value, others)


def _plain(found: Deviation) -> dict[str, Any]:
    return {"low": str(found.low), "high": str(found.high), "others": found.others}


def against_peers(editions: Mapping[Any, Edition]) -> dict[Any, dict[str, Deviation]]:
    """entry -> question -> deviation from the other regions' newest editions of one round (`editions`: by entry)."""
    held = {
        id: {row["code"]: row for row in edition.body["answers"]}
        for id, edition in editions.items()
        if edition.outcome in (Outcome.WAITING, Outcome.ACCEPTED)
    }
    return {id: _odd(id, rows, held) for id, rows in held.items()}


def _odd(id: Any, rows: Mapping[str, Any], held: Mapping[Any, Mapping[str, Any]]) -> dict[str, Deviation]:
    found: dict[str, Deviation] = {}
    for code, row in rows.items():
        others = [v for other, told in held.items() if other != id and (v := answers.value(told[code]["answer"])) is not None]  # fmt: skip
        odd = _judged(row, others)
        if odd:
            found[code] = odd
    return found


def said(question: Mapping[str, Any], flag: Mapping[str, Any]) -> str:
    """The own history in words."""
    return _("Jauh dari %(n)d laporan sebelumnya, yang lazimnya %(range)s.") % {
        "n": flag["others"], "range": _range(question, Fraction(flag["low"]), Fraction(flag["high"])),
    }  # fmt: skip


def said_of_peers(question: Mapping[str, Any], found: Deviation) -> str:
    return _("Jauh dari %(n)d wilayah lain dalam putaran ini, yang lazimnya %(range)s.") % {
        "n": found.others, "range": _range(question, found.low, found.high),
    }  # fmt: skip


def _range(question: Mapping[str, Any], low: Fraction, high: Fraction) -> str:
    """What would pass; a count or a share is never told to be below zero."""
    low = max(low, Fraction(0)) if question["kind"] in ("proportion", "mean") else low
    if low == high:
        return answers.written(question, low)
    return _("%(low)s sampai %(high)s") % {"low": answers.written(question, low), "high": answers.written(question, high)}  # fmt: skip
