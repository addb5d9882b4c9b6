"""The choice of places a list offers: what lies one level below the reader's reach."""

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below


def places_below(actor: Actor, permission: Permission) -> list[tuple[str, str]]:
    """(code, name): the kecamatan of a city, the kelurahan of a kecamatan; nothing for those without a region."""
    found: list[tuple[str, str]] = []
    for prefix in actor.regions(permission):
        if 1 <= depth(prefix) <= 3:
            found += [(region.code, region.name) for region in below(prefix, depth(prefix) + 1)]
    return found


def places_within(actor: Actor, permission: Permission) -> list[tuple[str, str]]:
    """(code, name): as `places_below`, and under each kecamatan of a city its kelurahan, set in."""
    found = dict(places_below(actor, permission))
    for prefix in actor.regions(permission):
        if depth(prefix) == 2:
            found |= {region.code: f"\u2003{region.name}" for region in below(prefix, 4)}
    return sorted(found.items())
