"""What a determination freezes: the candidates with their points, the best choice, the people's choice and what it costs. Plain JSON."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.coverage import Impossible, Price, pinned
from dampingi.engines.coverage.solving import Choice
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.pilots.queries import Field

Wanted = Mapping[str, str]
"""kecamatan -> cooperative; '' for nobody."""


def checked(field: Field, wanted: Wanted) -> dict[str, str]:
    """Those somebody serves; raises Refused for what cannot be."""
    places = {p.code: p.name for p in field.places}
    told = {place: key for place, key in wanted.items() if key}
    if not set(wanted) <= set(places):
        raise Refused(_("Kecamatan itu tidak ada di sini. Muat ulang halamannya."))
    if not set(told.values()) <= set(field.eligible):
        raise Refused(_("Salah satu koperasi tidak lagi memenuhi syarat. Muat ulang halamannya."))
    twice = next((k for k in told.values() if list(told.values()).count(k) > 1), None)
    if twice:
        raise Refused(
            _("%(name)s dipilih untuk lebih dari satu kecamatan. Satu koperasi melayani satu kecamatan.")
            % {"name": field.eligible[twice].cooperative.name}
        )
    return told


def price_of(field: Field, told: Mapping[str, str]) -> Price:
    """What the people's choice loses against the best one. A place they leave empty stays empty."""
    points = sum(field.asked.points[key, place] for place, key in told.items())
    unserved = tuple(p.code for p in field.places if p.code not in told)
    return Price(
        len(field.best.served) - len(told), field.best.points - points, Choice(dict(told), points, unserved)
    )


def departures(field: Field, told: Mapping[str, str]) -> dict[str, int]:
    """kecamatan that depart from the best choice -> what insisting on that alone costs, in hundredths; none where the whole is as good."""
    if price_of(field, told).nothing:
        return {}
    found = {}
    for place in field.best.served.keys() | told.keys():
        if told.get(place) == field.best.served.get(place):
            continue
        found[place] = _alone(field, place, told.get(place))
    return dict(sorted(found.items()))


def _alone(field: Field, place: str, key: str | None) -> int:
    if key is None:
        served = field.best.served[place]
        return field.asked.points[served, place]
    try:
        return max(0, pinned(field.asked, field.best, {place: key}).points)
    except Impossible:
        return 0


def frozen(field: Field, told: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, Any]:
    away, best = departures(field, told), field.best
    price = price_of(field, told)
    return {
        "region": [field.region, name_of(field.region)],
        "year": field.year,
        "rules": {"number": field.rules.number, "hash": field.rules.hash, **_numbers(field)},
        "places": [
            {
                "code": p.code, "name": p.name, "served": _served(field, told, p.code), "best": _served(field, best.served, p.code),
                "reason": reasons.get(p.code, "").strip() if p.code in away else "", "departs": p.code in away, "cost": away.get(p.code, 0),
            }
            for p in field.places
        ],
        "candidates": [_candidate(c) for c in field.candidates],
        "best_points": best.points, "points": price.choice.points, "lost_points": price.points, "lost_places": price.places,
        "without_own": [p.code for p in field.without_own],
    }  # fmt: skip


def _numbers(field: Field) -> dict[str, Any]:
    body = field.rules.body
    return {"weights": body["weights"], "away": body["away"], "least_health": body["least_health"]}


def _served(field: Field, chosen: Mapping[str, str], place: str) -> dict[str, Any] | None:
    key = chosen.get(place)
    if key is None:
        return None
    c = field.eligible[key]
    return {
        "id": key, "name": c.cooperative.name, "points": field.asked.points[key, place], "away": c.home != place,
    }  # fmt: skip


def _candidate(c: Any) -> dict[str, Any]:
    r = c.readiness
    return {
        "id": c.key, "name": c.cooperative.name, "home": c.home, "barriers": list(r.barriers), "score": r.score,
        "parts": [[p.code, p.points, p.of, p.known] for p in r.parts],
    }  # fmt: skip
