import uuid
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business, Closure, Constraint, Person

CHUNK = 500


def businesses(actor: Actor, *, archived: bool = False):
    """The register as far as the actor reaches, archived ones left out (or only those), with owner."""
    return (
        Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
        .filter(archived_at__isnull=not archived)
        .select_related("owner")
    )


def business(actor: Actor, id: uuid.UUID) -> Business:
    return _one(Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES), id)


def editable(actor: Actor, id: uuid.UUID) -> Business:
    """One whose life the actor may record: all its fields, its moves, its end."""
    return _one(Business.objects.for_actor(actor, Permission.EDIT_BUSINESSES), id)


def changeable(actor: Actor, id: uuid.UUID) -> Business:
    """One of which the actor may change at least what is seen in the field."""
    either = (Permission.EDIT_BUSINESSES, Permission.CORRECT_BUSINESSES)
    reached = Q(pk__in=[])
    for permission in either:
        reached |= Q(pk__in=Business.objects.for_actor(actor, permission).filter(id=id).values("pk"))
    return _one(Business.objects.unscoped("reach in the condition").filter(reached), id)


def _one(rows, id: uuid.UUID) -> Business:
    found = rows.filter(id=id).select_related("owner", "origin").first()
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def archived(actor: Actor):
    """Taken out of the lists by someone; what was merged into another is no longer its own."""
    return (
        Business.objects.for_actor(actor, Permission.EDIT_BUSINESSES)
        .filter(archived_at__isnull=False, merged_into=None)
        .select_related("owner")
    )


def editable_person(actor: Actor, id: uuid.UUID) -> Person:
    found = Person.objects.for_actor(actor, Permission.EDIT_BUSINESSES).filter(id=id).first()
    if found is None:
        raise Refused(_("Orang itu tidak ada, atau tinggal di luar wilayah Anda."), status=404)
    return found


def revealable_person(actor: Actor, id: uuid.UUID) -> Person:
    found = Person.objects.for_actor(actor, Permission.REVEAL_IDENTIFIERS).filter(id=id).first()
    if found is None:
        raise Refused(_("Orang itu tidak ada, atau tinggal di luar wilayah Anda."), status=404)
    return found


def person(actor: Actor, id: uuid.UUID) -> Person:
    """Reached where they live, or through a business of theirs."""
    theirs = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(owner=id)
    found = Person.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(id=id).first()
    if found is None and theirs.exists():
        found = Person.objects.unscoped("owner of a business in reach").filter(id=id).first()
    if found is None:
        raise Refused(_("Orang itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def closed():
    """The open closures: a business is closed while it has one."""
    return Closure.objects.unscoped("of businesses in reach").filter(reopened_on=None)


def persons(actor: Actor):
    return Person.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(archived_at=None)


def constraints(actor: Actor):
    """Open constraints within reach."""
    return Constraint.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(resolved_on=None)


def constraint(
    actor: Actor, id: uuid.UUID, permission: Permission = Permission.VIEW_BUSINESSES
) -> Constraint:
    """Of a business in reach today: what is over keeps the region where it was, and is read where the business is."""
    every = Constraint.objects.unscoped("reached with its business, asked next")
    found = every.filter(id=id).select_related("business__owner", "reopens").first()
    mine = Business.objects.for_actor(actor, permission)
    if found is None or not mine.filter(pk=found.business_id).exists():
        raise Refused(_("Kendala itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def reached(actor: Actor, permission: Permission, ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Those of the businesses the permission reaches, archived ones left out, in the order given. However many."""
    found: set[uuid.UUID] = set()
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), CHUNK):
        rows = Business.objects.for_actor(actor, permission).filter(archived_at=None)
        found.update(rows.filter(id__in=wanted[start : start + CHUNK]).values_list("id", flat=True))
    return [id for id in wanted if id in found]


def regions_of(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """business -> its region; the caller has checked their reach."""
    found: dict[uuid.UUID, str] = {}
    for start in range(0, len(ids), CHUNK):
        rows = Business.objects.unscoped("businesses whose reach was checked")
        found.update(rows.filter(id__in=ids[start : start + CHUNK]).values_list("id", "region"))
    return found
