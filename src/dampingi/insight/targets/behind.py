"""Who makes the gap between a value and its target: by place, stage, sector, sex. The parts sum to it, and each opens its rows."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.targets import Share, shares
from dampingi.foundation.regions.codes import depth
from dampingi.insight.monitoring.dashboard.places import BELOW
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS, labels
from dampingi.insight.monitoring.queries import values
from dampingi.insight.targets.reading import Line, Question

SHOWN = 12
WAYS = ("stage", "constraint", "sector", "sex")


@dataclass(frozen=True)
class Behind:
    """`rest` is what the parts not shown make together, with their number; `lacking` how many of all parts lack something, and what they lack together."""

    grouping: str
    title: str
    parts: list[tuple[str, Share[str]]]
    rest: tuple[int, Fraction] | None
    lacking: tuple[int, Fraction]


def behind(asked: Question, line: Line) -> list[Behind]:
    """Nothing where there is no target or nothing counted."""
    if line.target is None or not line.figure.denominator:
        return []
    below = BELOW.get(depth(asked.region), "")
    ways = [g for g in (below, *WAYS) if g and g in line.indicator.groupings]
    return [_of(asked, line, grouping) for grouping in ways]


def _of(asked: Question, line: Line, grouping: str) -> Behind:
    assert line.target is not None
    code = line.indicator.code
    found = values(
        asked.actor, [code], grouping, programme=asked.programme, region=asked.region, period=asked.seen
    )
    parts = {key: (f.numerator, f.denominator) for key, f in found.by(code).items()}
    told = shares(parts, Fraction(line.target.value), lower_is_better=line.indicator.direction == "down")
    called = labels(grouping, parts, asked.programme)
    rest, lacking = told[SHOWN:], [s.gap for s in told if s.gap > 0]
    return Behind(
        grouping, str(GROUPINGS[grouping]), [(called[s.key], s) for s in told[:SHOWN]],
        (len(rest), sum((s.gap for s in rest), Fraction(0))) if rest else None, (len(lacking), sum(lacking, Fraction(0))),
    )  # fmt: skip


def said(line: Line, told: list[Behind]) -> str:
    """The largest part in a sentence; empty where nothing lacks."""
    if not told or line.standing is None or line.standing.verdict not in ("watch", "late"):
        return ""
    n, whole = told[0].lacking
    if not whole:
        return ""
    name, first = told[0].parts[0]
    words: dict[str, Any] = {"name": name, "share": round(100 * first.gap / whole), "n": n}
    if n == 1:
        return _("Kekurangannya seluruhnya di %(name)s.") % words
    return _("%(share)s%% kekurangannya di %(name)s; %(n)s bagian belum sampai.") % words
