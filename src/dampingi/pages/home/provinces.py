"""The first screen of a province: its kabupaten and kota side by side in a year, together against their targets, and year by year."""

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.engines.indicators import wilson
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.plots import ranked, trend
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.insight.monitoring.dashboard.ranking import said_of
from dampingi.insight.monitoring.together import Together, together
from dampingi.pages.home.figures import written
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

COMPARED = ("pass_rate", "participation", "stage_timeliness", "report_punctuality")
YEAR, INDICATOR = "tahun", "indikator"
MOST_YEARS = 5
LEVEL = 0.90
ENOUGH = 2
"""So many years make a course."""


def watches_others(actor: Actor) -> bool:
    """Whether the actor looks down on programmes of several regions and on none of their own."""
    prefixes, known = actor.regions(Permission.VIEW_DASHBOARD), programmes(actor)
    below = {p.region for p in known if any(contains(x, p.region) and x != p.region for x in prefixes)}
    return len(below) > 1 and len(below) == len({p.region for p in known})


def province_home(actor: Actor, told: QueryDict, *, today: datetime.date) -> dict[str, Any]:
    years: dict[int, list[Programme]] = {}
    for programme in programmes(actor):
        years.setdefault(programme.starts_on.year, []).append(programme)
    if not years:
        return {"rows": []}
    chosen = _year(told.get(YEAR, ""), years)
    code = told.get(INDICATOR, "")
    code = code if code in COMPARED else COMPARED[0]
    found = together(actor, _by_place(years[chosen]), COMPARED)
    place = name_of(_widest(actor))
    return {
        "place": place,
        "year": chosen,
        "years": [_tab(y, code, current=y == chosen) for y in sorted(years, reverse=True)[:MOST_YEARS]],
        "cards": [_card(found, c, chosen) for c in COMPARED],
        "lead": _lead(found, place),
        "ranking": _ranking(found, code),
        "course": _course(actor, years, code),
        "labels": [_(found.indicator(c).name) for c in COMPARED],
        "rows": _rows(found),
        "dashboard": address("dashboard"),
    }


def _year(asked: str, years: dict[int, list[Programme]]) -> int:
    return next((y for y in years if str(y) == asked), max(years))


def _by_place(found: list[Programme]) -> list[Programme]:
    return sorted(found, key=lambda p: (p.region, p.code))


def _widest(actor: Actor) -> str:
    return min(actor.regions(Permission.VIEW_DASHBOARD), key=len, default="")


def _tab(year: int, code: str, *, current: bool) -> dict[str, Any]:
    return {"href": _here(year, code), "label": str(year), "current": current}


def _here(year: int, code: str, part: str = "") -> str:
    return f"?{YEAR}={year}&{INDICATOR}={code}{part}"


def _lead(found: Together, place: str) -> str:
    places = len({p.region for p in found.programmes})
    return ngettext(
        "%(n)s kabupaten/kota di %(place)s, dijumlahkan dari catatannya sendiri.",
        "%(n)s kabupaten/kota di %(place)s, dijumlahkan dari catatannya masing-masing.",
        places,
    ) % {"n": formats.number(places), "place": place}


def _card(found: Together, code: str, year: int) -> dict[str, Any]:
    each, value, target = found.indicator(code), found.of(code).value, found.target(code)
    good, known = found.on_the_way(code)
    return {
        "label": _(each.name), "value": written(each, value), "target": written(each, target) if target is not None else "",
        "state": str(found.state(code)), "href": _here(year, code, "#perbandingan"), "definition": f"{_(each.why)} {_(each.formula)}",
        "note": _("%(good)s dari %(known)s sesuai jalan menuju target") % {"good": formats.number(good), "known": formats.number(known)} if known else "",
    }  # fmt: skip


def _ranking(found: Together, code: str) -> dict[str, Any] | None:
    """Best first; whoever has no figure is named below, not drawn as zero."""
    called = names({p.region for p in found.programmes})
    known = [p for p in found.programmes if found.of(code, p).value is not None]
    if len(known) < ENOUGH:
        return None
    up = found.indicator(code).direction == "up"
    known.sort(key=lambda p: (-_number(found, code, p) if up else _number(found, code, p), p.region))
    rows = [_bar(found, code, p, called.get(p.region, p.region)) for p in known]
    silent = [called.get(p.region, p.region) for p in found.programmes if p not in known]
    title, target = _(found.indicator(code).name), found.target(code)
    takeaway = _("%(name)s: %(said)s") % {"name": title, "said": said_of(rows)}
    return {
        "takeaway": takeaway, "silent": ", ".join(silent), "columns": [_("Kabupaten/kota"), title],
        "rows": [(called.get(p.region, p.region), written(found.indicator(code), found.of(code, p).value)) for p in known],
        "drawing": drawn(
            ranked, rows, title=title, description=takeaway, format=_axis(found, code),
            target=float(target) if target is not None else None,
        ),
    }  # fmt: skip


def _bar(found: Together, code: str, programme: Programme, label: str) -> dict[str, Any]:
    """With what chance alone could make of a share of few people."""
    row: dict[str, Any] = {
        "label": label,
        "value": _number(found, code, programme),
        "state": str(found.state(code, programme)),
    }
    share = found.indicator(code).kind == "proportion"
    if share and (edges := wilson(found.of(code, programme), LEVEL)):
        row["low"], row["high"] = edges
    return row


def _course(actor: Actor, years: dict[int, list[Programme]], code: str) -> dict[str, Any] | None:
    """The province year by year; a year in which nobody has a figure is a gap."""
    told = {y: together(actor, years[y], (code,)) for y in sorted(years)[-MOST_YEARS:]}
    known = [y for y, found in told.items() if found.of(code).value is not None]
    if len(known) < ENOUGH:
        return None
    last = told[known[-1]]
    each = last.indicator(code)
    words = {
        "name": _(each.name), "first": known[0], "was": written(each, told[known[0]].of(code).value), "year": known[-1],
        "now": written(each, last.of(code).value),
    }  # fmt: skip
    takeaway = _("%(name)s: %(was)s pada %(first)s, %(now)s pada %(year)s") % words
    rows = [
        {"period": str(y), "value": float(value) if (value := found.of(code).value) is not None else None}
        for y, found in told.items()
    ]
    return {
        "takeaway": takeaway, "columns": [_("Tahun"), words["name"]],
        "rows": [(str(y), written(each, found.of(code).value)) for y, found in told.items()],
        "drawing": drawn(trend, rows, title=words["name"], description=takeaway, format=_axis(last, code)),
    }  # fmt: skip


def _number(found: Together, code: str, programme: Programme) -> float:
    return float(found.of(code, programme).value or 0)


def _axis(found: Together, code: str) -> str:
    kind = found.indicator(code).kind
    return ",.1f" if kind == "mean" else "+.0%" if kind == "change" else ".0%"


def _rows(found: Together) -> list[dict[str, Any]]:
    called, rows_of = names({p.region for p in found.programmes}), address("figure_rows")
    return [
        {
            "programme": p, "place": called.get(p.region, p.region),
            "figures": [_figure(found, code, p, rows_of) for code in COMPARED],
        }
        for p in found.programmes
    ]  # fmt: skip


def _figure(found: Together, code: str, programme: Programme, rows_of: str | None) -> dict[str, Any]:
    each, target = found.indicator(code), found.target(code, programme)
    figure = found.of(code, programme)
    return {
        "label": _(each.name), "value": written(each, figure.value), "state": str(found.state(code, programme)),
        "target": written(each, target) if target is not None else "",
        "href": f"{rows_of}?program={programme.code}&indikator={code}" if rows_of and figure.denominator else "",
    }  # fmt: skip
