"""Addresses of the dashboard that people keep: what may be kept, and which of those kept somebody may open."""

import datetime
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.maps import VIEW
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.insight.monitoring.dashboard.asked import (
    INDICATOR,
    MONTH,
    PROGRAMME,
    REGION,
    YEAR,
    Asked,
    asked,
)
from dampingi.insight.monitoring.dashboard.comparing import OTHER, both
from dampingi.insight.monitoring.dashboard.crossing import COLUMNS, ROWS
from dampingi.insight.monitoring.models import SavedView

ROUTES = {
    "dashboard": gettext_lazy("Ringkasan"),
    "compared": gettext_lazy("Bandingkan"),
    "cross_table": gettext_lazy("Tabel silang"),
}
KEPT = (PROGRAMME, REGION, INDICATOR, MONTH, VIEW, ROWS, COLUMNS, *OTHER.values())


@dataclass(frozen=True)
class Line:
    """A saved view as its list shows it."""

    view: SavedView
    href: str
    kind: str
    place: str
    programme: str
    own: bool
    refused: str = ""
    """Why it cannot be opened any more: an indicator that was retired, a place no longer one's own."""


def kept(actor: Actor, route: str, query: str, *, today: datetime.date) -> tuple[Asked, str]:
    """The question of an address, asked once to see that it may be asked, and the address with only what belongs to it.

    The place is always named: what is kept means the same to whoever opens it. A comparison with "a month ago" stays one, whenever it is opened.
    Raises Refused, Denied.
    """
    if route not in ROUTES:
        raise Refused(_("Tampilan itu tidak dapat disimpan. Simpan dari dasbor."), status=404)
    told, named = QueryDict(query, encoding="utf-8"), QueryDict(mutable=True)
    first, second = both(actor, told, today=today)
    for name in KEPT:
        if value := told.get(name, ""):
            named[name] = value
    named[PROGRAMME], named[REGION] = first.which, first.region
    if told.get(MONTH):
        named[MONTH] = first.month
    if route == "compared" and any(told.get(name) for name in OTHER.values()):
        named[OTHER[PROGRAMME]], named[OTHER[REGION]] = second.which, second.region
    return first, named.urlencode()


def listed(actor: Actor, *, today: datetime.date) -> list[Line]:
    """One's own, then what others share with those who may see the place; of a comparison both places."""
    own = SavedView.objects.unscoped("the actor's own").filter(owner=actor.user_id)
    shared = SavedView.objects.for_actor(actor, Permission.VIEW_DASHBOARD).filter(shared=True)
    rows = list(own.select_related("programme").order_by("name"))
    others = shared.exclude(owner=actor.user_id).select_related("programme").order_by("name", "owner_name")
    rows += [row for row in others if _sees_both(actor, row)]
    called = names(row.region for row in rows)
    lines = [_line(row, called, actor, today) for row in rows]
    return [line for line in lines if line.own or not line.refused]


def _sees_both(actor: Actor, row: SavedView) -> bool:
    second = QueryDict(row.query).get(OTHER[REGION], "")
    return not second or actor.may(Permission.VIEW_DASHBOARD, region=second)


def _line(row: SavedView, called: dict[str, str], actor: Actor, today: datetime.date) -> Line:
    told, year = QueryDict(row.query), QueryDict(row.query).get(PROGRAMME, "")
    refused = ""
    try:
        both(actor, told, today=today) if row.route == "compared" else asked(
            actor, told, today=today, together=True
        )
    except Refused as refusal:
        refused = refusal.message
    return Line(
        row,
        f"{reverse(row.route)}?{row.query}",
        str(ROUTES.get(row.route, row.route)),
        called.get(row.region, row.region),
        _("Semua program %(year)s") % {"year": year.removeprefix(YEAR)}
        if year.startswith(YEAR)
        else row.programme.code,
        row.owner == actor.user_id,
        refused,
    )
