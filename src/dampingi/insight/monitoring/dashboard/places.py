"""The chosen indicator place by place: a map, and the places right below side by side."""

from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Figure, wilson
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.boundaries.maps import region_map
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui import formats, plots
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.tilemap import Group, Tile
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.ranking import said_of
from dampingi.insight.monitoring.dashboard.way import goal, state_on_the_way
from dampingi.insight.monitoring.dashboard.wording import counted, labels, written
from dampingi.insight.monitoring.values import NOTHING, Values

BELOW = {1: "city", 2: "kecamatan", 3: "kelurahan"}
LEVEL = 0.90
FEW = 3
"""So many places are named one by one."""


def tile_map(actor: Actor, asked: Asked) -> dict[str, Any] | None:
    """Each kelurahan, of a province each kabupaten and kota, in its shape where boundaries are loaded, else as a tile; None for a single kelurahan
    and for what cannot be added up."""
    said, level = asked.indicator, depth(asked.region)
    grouping, inner = ("city", 2) if level == 1 else ("kelurahan", 4)
    if level not in (1, 2, 3) or not said.dataset or grouping not in said.groupings:
        return None
    found = ask(actor, asked, [said.code], grouping)
    tiles = [_tile(asked, r.code, r.name, found) for r in below(asked.region, inner)]
    parents = [_tile(asked, r.code, r.name, found) for r in below(asked.region, inner - 1)]
    shown = region_map(asked.region, tiles, parents, asked=QueryDict(asked.query()), anchor="peta-wilayah")
    words = _map_of_cities(tiles) if level == 1 else _map_takeaway(shown.groups, tiles)
    return {"shown": shown, "takeaway": words, "label": asked.name}


def _tile(asked: Asked, code: str, name: str, found: Values) -> Tile:
    figures = found.by(asked.indicator.code)
    inner = [key for key in figures if contains(code, key)]
    value = sum((figures[key] for key in inner), NOTHING).value
    state = state_on_the_way(asked, value, goal(asked, asked.indicator, found, [(key,) for key in inner]))
    return Tile(code, name, _short(asked, value), state, asked.here(wilayah=code))


def _short(asked: Asked, value: Decimal | None) -> str:
    """As much as fits a tile."""
    if asked.indicator.kind == "mean":
        return formats.number(value, 1)
    sign = "+" if asked.indicator.kind == "change" and value is not None and value > 0 else ""
    return sign + formats.percent(value, 0)


def _map_takeaway(groups: list[Group], tiles: list[Tile]) -> str:
    late = [t for t in tiles if t.state is State.LATE]
    if not any(t.state is not State.NONE for t in tiles):
        return _("Belum ada target untuk dibandingkan; angkanya tetap dapat dibaca")
    if not late:
        return _("Tidak ada kelurahan yang tertinggal jauh")
    if len(late) <= FEW:
        return _("Tertinggal: %(names)s") % {"names": ", ".join(t.name for t in late)}
    worst = max(groups, key=lambda g: sum(t.state is State.LATE for t in g.tiles))
    if len(groups) == 1:
        return _("%(late)s dari %(all)s kelurahan tertinggal") % {"late": len(late), "all": len(tiles)}
    words = {
        "late": formats.number(len(late)),
        "all": formats.number(len(tiles)),
        "place": worst.name,
        "there": formats.number(sum(t.state is State.LATE for t in worst.tiles)),
    }
    return _("%(late)s dari %(all)s kelurahan tertinggal, %(there)s di antaranya di %(place)s") % words


def _map_of_cities(tiles: list[Tile]) -> str:
    late = [t.name for t in tiles if t.state is State.LATE]
    if not any(t.state is not State.NONE for t in tiles):
        return _("Belum ada target untuk dibandingkan; angkanya tetap dapat dibaca")
    if not late:
        return _("Tidak ada kabupaten/kota yang tertinggal jauh")
    if len(late) <= FEW:
        return _("Tertinggal: %(names)s") % {"names": ", ".join(late)}
    words = {"late": formats.number(len(late)), "all": formats.number(len(tiles))}
    return _("%(late)s dari %(all)s kabupaten/kota tertinggal") % words


def comparison(actor: Actor, asked: Asked, target: Decimal | None) -> dict[str, Any] | None:
    """The places right below, best first, with what chance alone could make of a proportion."""
    grouping = BELOW.get(depth(asked.region))
    if not grouping or grouping not in asked.indicator.groupings:
        return None
    found = ask(actor, asked, [asked.indicator.code], grouping)
    figures = {
        k: f
        for k, f in found.by(asked.indicator.code).items()
        if f.value is not None and len(k) > len(asked.region)
    }
    if not figures:
        return None
    called = labels(grouping, figures, *asked.programmes)
    up = asked.indicator.direction == "up"
    order = sorted(figures, key=lambda k: (figures[k].value or Decimal(0)) * (-1 if up else 1))
    states = {
        k: state_on_the_way(asked, figures[k].value, goal(asked, asked.indicator, found, [(k,)]))
        for k in order
    }
    rows = [
        _row(asked, called[k], figures[k], states[k] if target is not None or asked.several else None)
        for k in order
    ]
    takeaway = said_of(rows)
    return {
        "takeaway": takeaway,
        "drawing": drawn(
            plots.ranked,
            rows,
            title=asked.name,
            description=takeaway,
            format=axis(asked),
            target=float(target) if target is not None else None,
        ),
        "rows": [_line(asked, k, called[k], figures[k], states[k]) for k in order],
        "interval": asked.indicator.kind == "proportion",
        "grouping": grouping,
    }


def _row(asked: Asked, label: str, figure: Figure, state: State | None) -> dict[str, Any]:
    row: dict[str, Any] = {"label": label, "value": float(figure.value or 0)}
    if state is not None:
        row["state"] = str(state)
    if asked.indicator.kind == "proportion" and (edges := wilson(figure, LEVEL)):
        row["low"], row["high"] = edges
    return row


def _line(asked: Asked, key: str, label: str, figure: Figure, state: State) -> dict[str, Any]:
    edges = wilson(figure, LEVEL) if asked.indicator.kind == "proportion" else None
    return {
        "label": label,
        "place": asked.here(wilayah=key),
        "value": written(asked.indicator, figure.value),
        "door": asked.door(asked.indicator.code, wilayah=key),
        "counted": counted(asked.indicator, figure),
        "interval": f"{formats.percent(edges[0], 0)} – {formats.percent(edges[1], 0)}" if edges else "",
        "state": state,
    }


def axis(asked: Asked) -> str:
    return ",.1f" if asked.indicator.kind == "mean" else "+.0%" if asked.indicator.kind == "change" else ".0%"
