"""What the lists share: regions by name, a region filter for those who look after several places, months."""

import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.lists import Filter
from dampingi.foundation.ui.places import places_below, places_within
from dampingi.records.programmes.queries import mentors


def region_filters(actor: Actor, permission: Permission, *, fine: bool = False) -> tuple[Filter, ...]:
    """Only for those who look after more than one place; `fine` offers a city its kelurahan as well."""
    places = places_within if fine else places_below
    if not actor.regions(permission):
        return ()
    return (
        Filter(
            "wilayah",
            _("Wilayah"),
            lambda: places(actor, permission),
            lambda found, code: found.filter(inside(code)),
        ),
    )


def mentor_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(id), name) for id, name in mentors(actor).order_by("name").values_list("id", "name")]


def months_of(found: Any, field: str) -> list[tuple[str, str]]:
    """(2026-07, July 2026) for each month in which there are rows, newest first."""
    counted = found.order_by().select_related(None).values(f"{field}__year", f"{field}__month")
    months = counted.annotate(n=Count("id"))
    pairs = sorted({(m[f"{field}__year"], m[f"{field}__month"]) for m in months}, reverse=True)
    return [(f"{y}-{m:02d}", written_month(datetime.date(y, m, 1))) for y, m in pairs]


def name_regions(rows: list[Any]) -> None:
    codes = {row.region for row in rows}
    called = names(codes | {ancestor(c, 3) for c in codes if depth(c) > 3})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.district_name = called.get(ancestor(row.region, 3), "") if depth(row.region) > 3 else ""
