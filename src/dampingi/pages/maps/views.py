from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.boundaries.locating import Whereabouts
from dampingi.foundation.boundaries.maps import VIEW
from dampingi.foundation.regions.codes import contains, depth, inside
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.lists import Column, Listing, ListOf, respond
from dampingi.pages.maps.asked import BOX, NOWHERE, OUTSIDE, REGION, WHERE, Asked, Degrees, asked
from dampingi.pages.maps.places import places_map
from dampingi.pages.maps.points import Positions, points_map, positions
from dampingi.pages.register.listing import businesses_list
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.queries import businesses

KEPT = (REGION, BOX, WHERE, VIEW)


@require_GET
@requires(Permission.VIEW_BUSINESSES)
def business_map(request: HttpRequest) -> HttpResponse:
    """Businesses on the map: how many in each place, and inside a kelurahan each where it is."""
    question = asked(request.actor, request.GET)
    spec = _spec(request.actor, question.region)
    found = businesses(request.actor).filter(inside(question.region))
    narrowed = Listing(spec, found, request.GET, {k: request.GET[k] for k in KEPT if request.GET.get(k)})
    if depth(question.region) == 4:
        return _kelurahan(request, question, spec, found, narrowed)
    shown, takeaway = places_map(
        question.region,
        narrowed.matching.order_by(),
        request.GET,
        lambda code: narrowed.address(wilayah=code, hal=None, kotak=None, letak=None),
    )
    context = {"listing": narrowed, "map": shown, "takeaway": takeaway}
    return render(request, "pages/maps/places.html", context | _heading(question, narrowed))


def _spec(actor: Actor, region: str) -> ListOf:
    """The register's list with the map's own choice of place."""
    spec, ranking = businesses_list(actor), businesses_list(actor).ranking
    return replace(
        spec,
        name="peta-usaha",
        filters=tuple(f for f in spec.filters if f.key not in (REGION, "arsip")),
        picks=(),
        ranking=ranking and (lambda text, chosen: ranking(text, chosen | {REGION: region})),
    )


def _kelurahan(
    request: HttpRequest, question: Asked, spec: ListOf, found: Any, narrowed: Listing
) -> HttpResponse:
    matching = narrowed.matching.order_by()
    at = positions(question.region, _seen(request.actor, matching))
    context = {
        "map": points_map(
            question.region,
            at,
            question.box,
            lambda box: narrowed.address(kotak=_told(box), letak=None, hal=None),
        ),
        "tabs": _tabs(question, narrowed, at, matching),
        "hidden": not request.actor.holds(Permission.VIEW_CONTACTS),
        "strays": len(at.strays),
        "whole": narrowed.address(kotak=None, hal=None) if question.box else "",
        "where": question.where,
    }
    listed = replace(spec, columns=_columns(question, spec), per_page=25, enrich=_locating(question, spec))
    rows = _listed(request.actor, question, found, at)
    return respond(
        request, listed, rows, "pages/maps/kelurahan.html", context | _heading(question, narrowed), keep=KEPT
    )


def _seen(actor: Actor, rows: Any) -> Any:
    """Those whose position the actor may see, as on their own pages."""
    return rows.filter(pk__in=Business.objects.for_actor(actor, Permission.VIEW_CONTACTS).values("pk"))


def _listed(actor: Actor, question: Asked, found: Any, at: Positions) -> Any:
    if question.where == OUTSIDE:
        return found.filter(id__in=at.strays)
    if question.where == NOWHERE:
        return found.filter(latitude=None)
    if question.box:
        west, south, east, north = question.box
        return _seen(actor, found).filter(
            latitude__gte=south, latitude__lte=north, longitude__gte=west, longitude__lte=east
        )
    return found


def _tabs(question: Asked, narrowed: Listing, at: Positions, matching: Any) -> list[dict[str, Any]]:
    told = (
        ("", _("Semua"), matching.count()),
        (OUTSIDE, _("Di luar batas"), len(at.strays)),
        (NOWHERE, _("Tanpa posisi"), matching.filter(latitude=None).count()),
    )
    return [
        {
            "label": label,
            "count": n,
            "href": narrowed.address(letak=where or None, kotak=None, hal=None) + "#daftar",
            "current": question.where == where,
        }
        for where, label, n in told
    ]


def _columns(question: Asked, spec: ListOf) -> tuple[Column, ...]:
    """Where a stray business seems to be stands right after its name."""
    if question.where != OUTSIDE:
        return tuple(c for c in spec.columns if c.key != "region")
    return (spec.columns[0], Column("seems", _("Posisinya jatuh di"), "seems"), *spec.columns[1:])


def _locating(question: Asked, spec: ListOf) -> Any:
    def enrich(rows: list[Any]) -> None:
        if spec.enrich:
            spec.enrich(rows)
        if question.where == OUTSIDE:
            _tell_where(rows, question.region)

    return enrich


def _tell_where(rows: list[Any], region: str) -> None:
    whereabouts = Whereabouts(region[:5])
    at = Business.objects.unscoped("rows of a page in reach").filter(pk__in=[row.pk for row in rows])
    seen = {
        pk: whereabouts.region_at(float(latitude), float(longitude))
        for pk, latitude, longitude in at.values_list("pk", "latitude", "longitude")
    }
    called = names(code for code in seen.values() if code)
    for row in rows:
        row.seems = called.get(seen[row.pk] or "", _("di luar semua batas yang dimuat"))


def _heading(question: Asked, narrowed: Listing) -> dict[str, Any]:
    region = question.region
    up = region.rpartition(".")[0]
    may_rise = region != question.top and contains(question.top, region)
    return {
        "place": name_of(region),
        "up": narrowed.address(wilayah=up, hal=None, kotak=None, letak=None) if may_rise else "",
        "up_name": name_of(up),
        "as_list": narrowed.address(kotak=None, letak=None, hal=None, peta=None),
    }


def _told(box: Degrees) -> str:
    return ",".join(f"{degrees:.6f}" for degrees in box)
