import uuid

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.identifiers import blind_index
from dampingi.records.businesses.models import Business, Constraint, Person, Verification


def businesses(actor: Actor):
    """The register as far as the actor reaches, archived ones left out, with owner and whether verified."""
    verified = Verification.objects.filter(business=OuterRef("pk"))
    return (
        Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
        .filter(archived_at=None)
        .select_related("owner")
        .annotate(verified=Exists(verified))
    )


def business(actor: Actor, id: uuid.UUID) -> Business:
    found = (
        Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
        .filter(id=id)
        .select_related("owner", "origin")
        .first()
    )
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
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


def persons(actor: Actor):
    return Person.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(archived_at=None)


def persons_with_nik(actor: Actor, nik: str):
    """People recorded under exactly this NIK (several may be: a conflict to look into)."""
    return persons(actor).filter(nik_index=blind_index("nik", nik))


def constraints(actor: Actor):
    """Open constraints within reach."""
    return Constraint.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(resolved_on=None)


def constraint(
    actor: Actor, id: uuid.UUID, permission: Permission = Permission.VIEW_BUSINESSES
) -> Constraint:
    found = (
        Constraint.objects.for_actor(actor, permission)
        .filter(id=id)
        .select_related("business__owner", "reopens")
        .first()
    )
    if found is None:
        raise Refused(_("Kendala itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
