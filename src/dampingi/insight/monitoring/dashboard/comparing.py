"""Two places, or one place at two times, side by side: what differs, and whether by more than chance."""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dampingi.engines.indicators import FEWEST, Difference, Figure, Indicator, difference
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.dashboard.asked import (
    BEFORE,
    INDICATOR,
    MONTH,
    PROGRAMME,
    REGION,
    Asked,
    asked,
    widest_of,
)
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.page import months, programmes_of
from dampingi.insight.monitoring.dashboard.wording import counted, written
from dampingi.insight.monitoring.queries import sums_of_people
from dampingi.insight.monitoring.values import Values

LEVEL = 0.90
OTHER = {PROGRAMME: "program_b", REGION: "wilayah_b", MONTH: "bulan_b"}
OTHER_BEFORE = "dari_b"
"""How the second side is called in the address."""
TODAY = "kini"
Counting = Mapping[str, Indicator]
BAND = 100.0
"""Width of the little picture of an interval."""


def both(actor: Actor, told: QueryDict, *, today: datetime.date) -> tuple[Asked, Asked]:
    """Both sides, each checked like a dashboard of its own. Unless something else is asked, the second is the place a month ago."""
    first = asked(actor, told, today=today, together=True)
    other = QueryDict(mutable=True)
    for name, called in OTHER.items():
        other[name] = told.get(called, "")
    if not any(other.values()):
        other[MONTH] = _month_before(first, today)
    other[PROGRAMME] = other[PROGRAMME] or first.which
    if not other[REGION] and other[PROGRAMME] == first.which:
        other[REGION] = first.region
    other[INDICATOR] = first.indicator.code
    other[BEFORE] = told.get(OTHER_BEFORE, "")
    if other[MONTH] == TODAY:
        other[MONTH] = ""
    return first, asked(actor, other, today=today, together=True)


def _month_before(first: Asked, today: datetime.date) -> str:
    known = [code for code, _words in months(first, today)]
    earlier = [code for code in known if not first.month or code < first.month]
    return earlier[0] if earlier else ""


def compare(actor: Actor, sides: tuple[Asked, Asked], *, today: datetime.date) -> dict[str, Any]:
    alike, unlike = _comparable(sides)
    rows = [_row(sides, i, found) for i, found in _differences(actor, sides, alike)]
    names = _names(sides)
    return {
        "asked": sides[0],
        "names": names,
        "rows": rows,
        "unlike": ", ".join(i.name for i in unlike),
        "takeaway": _takeaway(names, rows),
        "nested": _nested(sides),
        "same": sides[0].query() == sides[1].query(),
        "fewest": FEWEST,
        "tested": (tested := sum(bool(i.dataset) for i in alike)),
        "chance": round(tested * (1 - LEVEL)),
        "sides": [_side(actor, side, n, today) for n, side in enumerate(sides)],
        "swapped": _address(sides[1], sides[0]),
    }


def _comparable(sides: tuple[Asked, Asked]) -> tuple[list[Indicator], list[Indicator]]:
    """What both sides' offices count, and of it what each counts in a way of its own: that is no comparison."""
    first, second = (side.counting for side in sides)
    both = [i for i in first.values() if i.code in second]
    alike = [i for i in both if _same(i.code, first, second)]
    return alike, [i for i in both if i not in alike]


def _same(code: str, first: Counting, second: Counting) -> bool:
    """With all that it is combined of."""
    one, two = first[code], second[code]
    return one.hash == two.hash and all(_same(part.indicator, first, second) for part in one.parts)


def _differences(
    actor: Actor, sides: tuple[Asked, Asked], wanted: list[Indicator]
) -> list[tuple[Indicator, Difference]]:
    """In the order wanted."""
    codes = [i.code for i in wanted if i.dataset]
    one, two = (_people(actor, side, codes) for side in sides)
    codes = [i.code for i in wanted if not i.dataset]
    wholes = [ask(actor, side, codes) for side in sides] if codes else []
    return [
        (i, difference(one[i.code], two[i.code], proportion=i.kind == "proportion", level=LEVEL) if i.dataset else _plain(i, wholes))
        for i in wanted
    ]  # fmt: skip


def _people(actor: Actor, side: Asked, codes: list[str]) -> dict[str, dict[str, Figure]]:
    """Of several programmes each enrolment stands for itself: nobody is in two of them under one number."""
    found: dict[str, dict[str, Figure]] = {code: {} for code in codes}
    for programme, region, period in side.parts():
        told = sums_of_people(actor, codes, programme=programme, region=region, period=period)
        for code in codes:
            found[code] |= told[code]
    return found


def _plain(indicator: Indicator, wholes: list[Values]) -> Difference:
    """Of what is combined or typed: no person stands behind it by whom a difference could be judged."""
    first, second = (whole.of(indicator.code) for whole in wholes)
    known = first.value is not None and second.value is not None
    gap = float(first.value - second.value) if known else None  # type: ignore[operator]
    return Difference(first, second, gap, None, None, (0, 0), 0)


def _nested(sides: tuple[Asked, Asked]) -> bool:
    """Whether people of the one are people of the other: the same programme, and a place within the other, or the same at another time."""
    one, two = sides
    alike = {p.id for p in one.programmes} & {p.id for p in two.programmes}
    return bool(alike) and (contains(one.region, two.region) or contains(two.region, one.region))


def _names(sides: tuple[Asked, Asked]) -> list[str]:
    """What tells the two apart: place, time, programme - only what differs."""
    one, two = sides
    called = [name_of(side.region) for side in sides]
    if (
        one.region != two.region and called[0] == called[1]
    ):  # a kecamatan and a kelurahan of it, or two of one name
        called = [_with_the_place_above(side.region, name) for side, name in zip(sides, called, strict=True)]
    parts: list[list[str]] = [[], []]
    for n, side in enumerate(sides):
        if one.region != two.region or (one.month == two.month and one.which == two.which):
            parts[n].append(called[n])
        if one.which != two.which:
            parts[n].append(side.title if side.several else side.programme.code)
        if one.month != two.month:
            parts[n].append(formats.day(side.period.end))
    return [", ".join(part) for part in parts]


def _with_the_place_above(region: str, name: str) -> str:
    return f"{name} ({name_of(ancestor(region, depth(region) - 1))})"


def _row(sides: tuple[Asked, Asked], indicator: Indicator, found: Difference) -> dict[str, Any]:
    up = indicator.direction == "up"
    better = None if not found.certain or found.gap is None else (found.gap > 0) == up
    return {
        "code": indicator.code,
        "name": _(indicator.name),
        "unit": _(indicator.unit).partition(" per ")[0] if indicator.kind == "mean" else "",
        "values": [
            {
                "value": written(indicator, figure.value),
                "counted": counted(indicator, figure) if figure.value is not None else "",
                "door": side.door(indicator.code),
            }
            for side, figure in zip(sides, (found.first, found.second), strict=True)
        ],
        "gap": _gap(indicator, found.gap),
        "interval": _interval(indicator, found),
        "band": _band(found),
        "better": better,
        "says": _says(indicator, found, better),
    }


def _gap(indicator: Indicator, gap: float | None) -> str:
    if gap is None:
        return formats.MISSING
    if indicator.kind == "mean":
        return _signed(gap, indicator.decimals)
    return _("%(gap)s poin") % {"gap": _signed(100 * gap, indicator.decimals)}


def _signed(gap: float, places: int) -> str:
    told = formats.number(round(gap, places) or 0, places)
    return f"+{told}" if round(gap, places) > 0 else told


def _interval(indicator: Indicator, found: Difference) -> str:
    if found.low is None or found.high is None:
        return ""
    scale, places = (1, indicator.decimals) if indicator.kind == "mean" else (100, indicator.decimals)
    low, high = (_signed(scale * edge, places) for edge in (found.low, found.high))
    return _("%(low)s sampai %(high)s") % {"low": low, "high": high}


def _band(found: Difference) -> dict[str, str] | None:
    """The interval around no difference, in the middle of the picture."""
    if found.low is None or found.high is None or found.gap is None:
        return None
    widest = max(abs(found.low), abs(found.high)) or 1.0
    left, right, dot = (BAND / 2 * (1 + 0.94 * edge / widest) for edge in (found.low, found.high, found.gap))
    return {"x": f"{left:.1f}", "width": f"{max(0.5, right - left):.1f}", "dot": f"{dot:.1f}"}


def _says(indicator: Indicator, found: Difference, better: bool | None) -> str:
    if found.gap is None:
        return _("Salah satunya belum punya angka")
    if not indicator.dataset:
        return _("Tidak diuji: angka ini tidak dihitung per orang")
    if min(found.persons) < FEWEST:
        return _("Terlalu sedikit untuk dibandingkan")
    if found.low is None:
        return _("Tidak ada selisih yang dapat diuji")
    if better is None:
        return _("Belum tentu berbeda: selisih ini dapat terjadi secara kebetulan")
    return _("Lebih baik, melebihi kebetulan") if better else _("Kurang baik, melebihi kebetulan")


def _takeaway(names: list[str], rows: list[dict[str, Any]]) -> str:
    count = Counter(row["better"] for row in rows)
    words = {"first": names[0], "second": names[1], "better": count[True], "worse": count[False]}
    if not count[True] and not count[False]:
        return (
            _("Tidak ada indikator yang berbeda melebihi kebetulan antara %(first)s dan %(second)s.") % words
        )
    if not count[False]:
        return (
            ngettext(
                "%(first)s lebih baik daripada %(second)s pada %(better)s indikator; sisanya belum tentu berbeda.",
                "%(first)s lebih baik daripada %(second)s pada %(better)s indikator; sisanya belum tentu berbeda.",
                count[True],
            )
            % words
        )
    if not count[True]:
        return (
            ngettext(
                "%(first)s tertinggal dari %(second)s pada %(worse)s indikator; sisanya belum tentu berbeda.",
                "%(first)s tertinggal dari %(second)s pada %(worse)s indikator; sisanya belum tentu berbeda.",
                count[False],
            )
            % words
        )
    return (
        _(
            "%(first)s lebih baik daripada %(second)s pada %(better)s indikator dan tertinggal pada %(worse)s; "
            "sisanya belum tentu berbeda."
        )
        % words
    )


def _side(actor: Actor, side: Asked, number: int, today: datetime.date) -> dict[str, Any]:
    """The choices of one side; both sides' stand in one form."""
    named = {name: called if number else name for name, called in OTHER.items()}
    listed = [(code, words) for code, words in months(side, today)]
    return {
        "title": (_("Yang ini"), _("Dibandingkan dengan"))[number],
        "suffix": "ab"[number],
        "before": OTHER_BEFORE if number else BEFORE,
        "names": {"programme": named[PROGRAMME], "region": named[REGION], "month": named[MONTH]},
        "programmes": programmes_of(actor, together=True),
        "regions": regions_of(actor, side),
        "months": [(TODAY if number else "", _("hari ini")), *listed],
        "asked": side,
        "month": side.month or (TODAY if number else ""),
    }


def regions_of(actor: Actor, side: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, places) of the programme that the reader may see, two levels below the largest."""
    whole = widest_of(actor, side.root)
    levels = range(depth(whole), min(4, depth(whole) + 2) + 1)
    told = []
    for level in levels:
        places = (
            [(whole, name_of(whole))]
            if level == depth(whole)
            else [(r.code, r.name) for r in below(whole, level)]
        )
        seen = [
            p
            for p in places
            if actor.may(Permission.VIEW_DASHBOARD, region=p[0], programme=side.programme.id)
        ]
        if seen:
            told.append((str(LEVELS[level]), seen))
    return told


LEVELS = {
    1: gettext_lazy("Provinsi"),
    2: gettext_lazy("Kabupaten/kota"),
    3: gettext_lazy("Kecamatan"),
    4: gettext_lazy("Kelurahan/desa"),
}


def _address(first: Asked, second: Asked) -> str:
    told = {
        PROGRAMME: first.which,
        REGION: first.region,
        MONTH: first.month,
        INDICATOR: first.indicator.code,
    }
    told |= {
        OTHER[PROGRAMME]: second.which, OTHER[REGION]: second.region, OTHER[MONTH]: second.month or TODAY,
    }  # fmt: skip
    return f"{reverse('compared')}?{urlencode({k: v for k, v in told.items() if v})}"
