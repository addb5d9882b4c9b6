"""One indicator for every kabupaten/kota in the lake, each with the day its edition is of."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Figure, Indicator
from dampingi.engines.lake import Manifest
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth, zone
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.lake.waiting import CITY, STALE
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.periods import Period

FIRST, YEARS = "participation", 3


def countable() -> dict[str, Indicator]:
    return {code: each for code, each in catalogue().items() if each.dataset and "city" in each.groupings}


def lake_page(actor: Actor, code: str, year: str) -> dict[str, Any]:
    """What the page shows; `why` instead of figures where there is no lake or nothing in it. Raises Refused (an indicator that is not there)."""
    today = timezone.localdate()
    years = [today.year - n for n in range(YEARS)]
    chosen = next((y for y in years if str(y) == year), today.year)
    known = countable()
    if code and code not in known:
        raise Refused(_("Indikator itu tidak ada di danau data. Pilih dari daftar."), status=404)
    indicator = known[code or FIRST]
    context = {
        "indicator": indicator,
        "indicators": [(each.code, _(each.name), each is indicator) for each in known.values()],
        "years": [(y, y == chosen) for y in years],
        "may_publish": [(r, name_of(r)) for r in actor.regions(Permission.PUBLISH_LAKE) if depth(r) == CITY],
        "on": bool(settings.LAKE),
    }
    if not settings.LAKE:
        return context
    period = Period(datetime.date(chosen, 1, 1), min(today, datetime.date(chosen, 12, 31)))
    try:
        return context | _figures(actor, indicator, period)
    except Refused as refusal:
        return context | {"why": _why(refusal, context["may_publish"])}


def _partly(refusal: Refused) -> str:
    if refusal.status != 404:
        return str(refusal.message)
    return _("Sebagian wilayah Anda belum punya edisi, sehingga tidak ikut dihitung di sini.")


def _why(refusal: Refused, may_publish: object) -> str:
    """The command is told where nothing was; here nobody names a folder."""
    if refusal.status != 404:
        return str(refusal.message)
    if may_publish:
        return _("Belum ada edisi. Terbitkan dahulu; sesudah itu terbit sendiri setiap malam.")
    return _("Belum ada edisi. Minta kabupaten/kotanya menerbitkan faktanya ke danau data ini.")


def _figures(actor: Actor, indicator: Indicator, period: Period) -> dict[str, Any]:
    from dampingi.insight.lake.asking import ask
    from dampingi.insight.lake.duck import Duck
    from dampingi.insight.lake.stores import store_at

    store, figures, editions = store_at(settings.LAKE), {}, {}
    refusal: Refused | None = None
    for region in actor.regions(Permission.VIEW_LAKE):
        try:
            found = ask(
                actor,
                [indicator.code],
                ("city",),
                store=store,
                engine=Duck(store),
                period=period,
                region=region,
            )
        except Refused as why:  # one region without an edition hides nothing of the others
            refusal = why
            continue
        figures |= {key[0]: figure for key, figure in found.figures[indicator.code].items()}
        editions |= {each.place: each for each in found.editions}
    if refusal and not editions:
        raise refusal
    rows = [
        _row(indicator, place, figures.get(place), editions)
        for place in sorted({*figures, *_cities(editions)})
    ]
    rows.sort(key=lambda row: (row["order"], row["name"]))
    whole = sum(figures.values(), Figure(0, 0))
    return {
        "rows": rows,
        "whole": written(indicator, whole.value),
        "stale": sum(row["old"] for row in rows),
        "period": period,
        "partly": _partly(refusal) if refusal else "",
    }


def _cities(editions: Mapping[str, Manifest]) -> list[str]:
    return [place for place in editions if depth(place) == CITY]


def _row(
    indicator: Indicator, place: str, figure: Figure | None, editions: Mapping[str, Manifest]
) -> dict[str, Any]:
    """A city without an office of its own is of its province's day; of rows that stand with yet another city no day is told."""
    edition = editions.get(place) or editions.get(place[:2])
    at = datetime.datetime.fromisoformat(edition.at) if edition else None
    value = figure.value if figure else None
    order = float("inf") if value is None else float(value) * (-1 if indicator.direction == "up" else 1)
    return {
        "place": place,
        "name": name_of(place),
        "value": written(indicator, value),
        "figure": figure,
        "day": at.astimezone(zone(place)).date() if at else None,
        "days": (timezone.now() - at).days if at else 0,
        "old": timezone.now() - at > STALE if at else False,
        "order": order,
    }
