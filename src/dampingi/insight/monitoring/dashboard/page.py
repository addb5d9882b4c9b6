"""Everything the dashboard shows for one question."""

import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import below, name_of, names
from dampingi.foundation.ui import formats
from dampingi.insight.indicators.wording import edition
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dashboard.asked import YEAR, Asked, called, of_year, years
from dampingi.insight.monitoring.dashboard.cards import cards, groups_of, headline, main_of, slipping
from dampingi.insight.monitoring.dashboard.constraints import matrix
from dampingi.insight.monitoring.dashboard.courses import breakdown, course
from dampingi.insight.monitoring.dashboard.places import BELOW, comparison, tile_map
from dampingi.insight.monitoring.dashboard.stages import stages
from dampingi.insight.monitoring.dashboard.way import goal
from dampingi.insight.monitoring.dashboard.wording import counted, written
from dampingi.insight.monitoring.values import Values
from dampingi.records.programmes.queries import programmes


def page(actor: Actor, asked: Asked, *, today: datetime.date) -> dict[str, Any]:
    found, told = cards(actor, asked)
    aim = goal(asked, asked.indicator, found)
    target = aim.target if aim else None
    place = name_of(asked.region)
    groups, empty = groups_of(asked, found, told)
    return {
        "asked": asked,
        "place": place,
        "lead": _("Keadaan sampai %(day)s.") % {"day": formats.day(asked.period.end)},
        "headline": headline(asked, told, place),
        "slipping": slipping(told),
        "main": [told[code] for code in main_of(asked, told)],
        "groups": groups,
        "empty": empty,
        "trail": _trail(actor, asked),
        "choices": choices_of(actor, asked, today=today, together=True),
        "map": tile_map(actor, asked),
        "columns": _columns(actor, asked, target),
        "stages": stages(actor, asked),
        "unlike": unlike(asked),
        "matrix": matrix(actor, asked),
        "definition": definition(asked.indicator, found, asked),
        "level": BELOW.get(depth(asked.region), ""),
        "showing": {
            "slides": f"{reverse('slides')}?{asked.query()}",
            "sheet": f"{reverse('dashboard_sheet')}?{asked.query()}",
        },
    }


def _columns(actor: Actor, asked: Asked, target: Decimal | None) -> list[list[dict[str, Any]]]:
    """The pictures of the chosen indicator in two columns of about one height."""
    blocks: list[dict[str, Any]] = [
        {"kind": "comparison", "height": 230 + 26 * len(found["rows"]), "told": found}
        for found in [comparison(actor, asked, target)]
        if found
    ]
    blocks += [
        {"kind": "course", "height": 330, "told": found} for found in [course(actor, asked, target)] if found
    ]
    blocks += [
        {"kind": "part", "height": 70 + 34 * len(p["rows"]), "told": p} for p in breakdown(actor, asked)
    ]
    blocks.sort(key=lambda block: -block["height"] if block["kind"] == "part" else -10_000)
    columns: list[list[dict[str, Any]]] = [[], []]
    for block in blocks:
        min(columns, key=lambda column: sum(b["height"] for b in column)).append(block)
    return columns


def definition(indicator: Indicator, found: Values, asked: Asked, *group: str) -> dict[str, Any]:
    """What a figure means, where it comes from, and when it was computed."""
    figure = found.of(indicator.code, *group)
    return {
        "name": _(indicator.name),
        "value": written(indicator, figure.value),
        "counted": counted(indicator, figure),
        "rows": [
            (_("Mengapa penting"), _(indicator.why)),
            (_("Rumus"), _(indicator.formula)),
            (_("Satuan"), _(indicator.unit)),
            (_("Sumber"), _(indicator.source)),
            (_("Batas tafsir"), _(indicator.limits)),
            (_("Patokan"), _(indicator.target) if indicator.target else formats.MISSING),
            (_("Periode"), formats.span(asked.period.start, asked.period.end)),
            (_("Dihitung"), _("langsung dari catatan, saat halaman ini dibuka")),
            (_("Versi"), edition(indicator)),
            (_("Sidik definisi"), indicator.hash[:16]),
        ],
    }


def _trail(actor: Actor, asked: Asked) -> list[dict[str, str]]:
    """The places above, as far as the reader may go up."""
    codes = [ancestor(asked.region, d) for d in range(1, depth(asked.region))]
    seen = [
        c
        for c in codes
        if len(c) >= len(asked.root)
        and actor.may(Permission.VIEW_DASHBOARD, region=c, programme=asked.programme.id)
    ]
    known = names(seen)
    return [{"label": known.get(c, c), "href": asked.here(wilayah=c)} for c in seen]


def unlike(asked: Asked) -> str:
    """Names of what cannot be added up over several programmes: said, so that nobody looks for it."""
    if not asked.several:
        return ""
    left = {
        i.code: _(i.name)
        for p in asked.programmes for i in catalogue(p.region).values() if i.code not in asked.counting
    }  # fmt: skip
    return ", ".join(left.values())


def choices_of(actor: Actor, asked: Asked, *, today: datetime.date, together: bool = False) -> dict[str, Any]:
    """What the reader can choose from; `together`: also all programmes of a year."""
    level = depth(asked.region)
    inner = below(asked.region, level + 1) if 1 <= level <= 3 else []
    return {
        "programmes": programmes_of(actor, together=together),
        "regions": [(asked.region, name_of(asked.region)), *((r.code, r.name) for r in inner)],
        "indicators": [(i.code, _(i.name)) for i in asked.counting.values()],
        "months": months(asked, today),
    }


def programmes_of(actor: Actor, *, together: bool) -> list[tuple[str, str]]:
    whole = (
        [(f"{YEAR}{year}", called(year, of_year(actor, year))) for year in years(actor)] if together else []
    )
    return whole + [(p.code, p.name) for p in programmes(actor)]


def months(asked: Asked, today: datetime.date) -> list[tuple[str, str]]:
    start, end = asked.starts_on, min(today, asked.ends_on)
    last = end.year * 12 + end.month - 2
    past = [datetime.date(n // 12, n % 12 + 1, 1) for n in range(last, start.year * 12 + start.month - 2, -1)]
    return [(f"{m:%Y-%m}", _("akhir %(month)s") % {"month": formats.month(m)}) for m in past]
