import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.insight.indicators.models import Draft, Version

SEE, DEFINE, REVIEW = Permission.VIEW_DASHBOARD, Permission.DEFINE_INDICATORS, Permission.REVIEW_INDICATORS


def office_of(region: str) -> str:
    """The city's or the province's: kecamatan and kelurahan define no indicators of their own."""
    return ancestor(region, min(2, depth(region)))


def own_offices(actor: Actor) -> list[str]:
    """Those for which the actor may define indicators."""
    return sorted({office_of(region) for region in actor.regions(DEFINE) if region})


def versions(actor: Actor) -> Any:
    """What is shipped, and what the offices above and below the actor say."""
    if actor.system:
        return Version.objects.all()
    reach = Q(region="")
    for region in actor.regions(SEE):
        reach |= inside(region) | Q(region__in=[ancestor(region, at) for at in range(1, depth(region) + 1)])
    return Version.objects.filter(reach)


def version(actor: Actor, id: uuid.UUID) -> Version:
    found = versions(actor).select_related("retirement").filter(id=id).first()
    if found is None:
        raise Refused(_("Versi indikator itu tidak ada, atau milik kantor lain."), status=404)
    return found


def siblings(actor: Actor, found: Version) -> list[Version]:
    """All versions of the same indicator of the same owner, the newest first."""
    same = versions(actor).filter(code=found.code, region=found.region)
    return list(same.select_related("retirement").order_by("-number"))


def newest(region: str, code: str) -> Version | None:
    """The last version of an owner; it counts unless it was retired."""
    found = Version.objects.filter(region=region, code=code).select_related("retirement")
    return found.order_by("-number").first()


def holds(found: Version) -> bool:
    """Whether what is stored is still what was put in force."""
    return digest(found.body) == found.content


def drafts(actor: Actor) -> Any:
    """For whoever writes them, and for whoever checks them."""
    return Draft.objects.for_actor(actor, REVIEW)


def draft(actor: Actor, id: uuid.UUID) -> Draft:
    found = drafts(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rancangan indikator itu tidak ada, atau milik kantor lain."), status=404)
    return found
