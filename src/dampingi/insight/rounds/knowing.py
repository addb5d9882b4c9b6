"""What the system itself knows of an invited region in a round's period."""

import datetime
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import contains
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import values
from dampingi.insight.rounds.models import Round
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

SYSTEM = Actor.for_system("what the records say of a region that was asked by a round")


def known(round: Round, region: str) -> dict[str, dict[str, Any]]:
    """question -> {top, bottom, until, programmes}, where something was due; summed over the programmes there in that period.

    The caller has checked that the reader writes for this region.
    """
    until = min(round.ends_on, today_in(region))
    codes = [q["indicator"] for q in round.questions if q["indicator"] and _unchanged(q, region)]
    found: dict[str, dict[str, Any]] = {}
    if not codes or until < round.starts_on:
        return found
    for programme in _programmes(round, region):
        for code, figure in _figures(programme, region, codes, round.starts_on, until).items():
            so_far = found.setdefault(
                code, {"top": 0, "bottom": 0, "until": until.isoformat(), "programmes": []}
            )
            so_far["top"] += figure.numerator
            so_far["bottom"] += figure.denominator
            so_far["programmes"].append(programme.code)
    return {code: f | {"top": str(f["top"]), "bottom": str(f["bottom"])} for code, f in found.items() if f["bottom"] > 0}  # fmt: skip


def _unchanged(question: dict[str, Any], region: str) -> bool:
    """A figure of another definition would answer another question: then people are asked."""
    held = catalogue(region).get(question["indicator"])
    return held is not None and held.hash == question["hash"]


def _programmes(round: Round, region: str) -> list[Programme]:
    rows = Programme.objects.filter(starts_on__lte=round.ends_on, ends_on__gte=round.starts_on).order_by(
        "code"
    )
    return [p for p in rows if contains(p.region, region) or contains(region, p.region)]


def _figures(
    programme: Programme, region: str, codes: list[str], start: datetime.date, end: datetime.date
) -> dict[str, Any]:
    period = Period(max(start, programme.starts_on), min(end, programme.ends_on))
    if period.end < period.start:
        return {}
    found = values(SYSTEM, codes, programme=programme, region=region, period=period)
    return {code: found.of(code) for code in codes if found.of(code).denominator}
