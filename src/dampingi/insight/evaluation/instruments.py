"""Whose instrument counts where: an office's own, else the one of the office above it."""

from django.db.models import Q

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.insight.evaluation.models import Instrument


def office_of(region: str) -> str:
    """The city's or the province's: kecamatan and kelurahan have no instrument of their own."""
    return ancestor(region, min(2, depth(region)))


def above(region: str) -> list[str]:
    """The region itself and what it lies in, the nearest first; '' is everyone's."""
    return [ancestor(region, d) for d in range(depth(region), -1, -1)]


def instrument_for(level: str, region: str) -> Instrument | None:
    """The newest version of the nearest office's. Another city's never counts here."""
    known = Instrument.objects.filter(level=level, region__in=above(region))
    return max(known, key=lambda i: (depth(i.region), i.created_at, i.version), default=None)


def instruments(actor: Actor):
    """Rules of the game are open to all who take part in evaluations: those of their office, above and below."""
    if actor.system:
        return Instrument.objects.all()
    reach = Q(pk__in=[])
    for scope in actor.scopes(Permission.VIEW_EVALUATION):
        reach |= inside(scope.region) | Q(region__in=above(scope.region))
    return Instrument.objects.filter(reach)
