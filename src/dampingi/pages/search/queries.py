"""One search over what the reader may see: businesses, participants, mentors and places."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import Candidate, names
from dampingi.foundation.regions.queries import search as search_regions
from dampingi.foundation.ui.paging import Ranked
from dampingi.records.businesses.naming import person_key
from dampingi.records.businesses.queries import businesses
from dampingi.records.programmes.queries import enrolments, mentors
from dampingi.records.search.queries import found

SHOWN = 8


def found_for(actor: Actor, text: str) -> dict[str, Any]:
    """At most eight of each kind, with how many there are in all."""
    key = person_key(text)
    return {
        "businesses": _businesses(actor, text),
        "participants": _participants(actor, key),
        "mentors": _mentors(actor, text),
        "places": _places(actor, text),
    }


def _businesses(actor: Actor, text: str) -> dict[str, Any]:
    if not actor.holds(Permission.VIEW_BUSINESSES):
        return _none()
    hits = found(actor, text)
    ranking = Ranked(businesses(actor), list(hits.matches), settled=not hits.waiting)
    rows = ranking[:SHOWN]
    places = names(row.region for row in rows)
    hits = [
        _hit(
            row.name or row.owner.name,
            f"{row.owner.name} · {places.get(row.region, '')}",
            reverse("business", args=[row.id]),
        )
        for row in rows
    ]
    return {"hits": hits, "count": ranking.count()}


def _participants(actor: Actor, key: str) -> dict[str, Any]:
    if not actor.holds(Permission.VIEW_PARTICIPANTS):
        return _none()
    found = enrolments(actor).filter(person__key__contains=key).order_by("person__key", "region")
    rows = list(found[:SHOWN])
    places = names(row.region for row in rows)
    hits = [
        _hit(row.person.name, places.get(row.region, ""), _address("participant", row.id)) for row in rows
    ]
    return {"hits": hits, "count": found.count()}


def _mentors(actor: Actor, text: str) -> dict[str, Any]:
    if not actor.holds(Permission.VIEW_MENTORS):
        return _none()
    found = mentors(actor).filter(name__icontains=text).order_by("name", "region")
    rows = list(found[:SHOWN])
    places = names(row.region for row in rows)
    hits = [_hit(row.name, places.get(row.region, ""), reverse("mentor", args=[row.id])) for row in rows]
    return {"hits": hits, "count": found.count()}


def _places(actor: Actor, text: str) -> dict[str, Any]:
    """Every place the name may mean, so that an ambiguous one (Curug) shows all its candidates."""
    if not actor.holds(Permission.VIEW_DASHBOARD):
        return _none()
    found: list[Candidate] = []
    for prefix in actor.regions(Permission.VIEW_DASHBOARD):
        found += search_regions(text, within=prefix, limit=SHOWN)
    dashboard = _address("dashboard")
    hits = [
        _hit(each.name, each.path, f"{dashboard}?wilayah={each.code}" if dashboard else "")
        for each in found[:SHOWN]
    ]
    return {"hits": hits, "count": len(found)}


def _hit(title: str, note: str, href: str) -> dict[str, str]:
    return {"title": title, "note": note, "href": href}


def _none() -> dict[str, Any]:
    return {"hits": [], "count": 0}


def _address(route: str, *args: Any) -> str:
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""
