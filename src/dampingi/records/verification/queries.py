"""What of the register waits for somebody's eyes."""

import uuid

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses.models import Business, Person, Standing, Verification
from dampingi.records.verification.models import LookRequest
from dampingi.records.verification.quality import is_closed, passing, stale_before

WHY = "compared with businesses in reach"


def register(actor: Actor):
    """Businesses this person may verify, or at least look up; archived and closed ones left out."""
    verifies = actor.holds(Permission.VERIFY_BUSINESSES)
    reach = Permission.VERIFY_BUSINESSES if verifies else Permission.VIEW_BUSINESSES
    found = Business.objects.for_actor(actor, reach).filter(archived_at=None).exclude(is_closed())
    return found.select_related("owner")


def waiting(actor: Actor):
    """The queue: never seen, seen otherwise, seen too long ago, or asked for by the office."""
    return register(actor).filter(needs_look() | _asked_for())


def open_requests():
    """Requests that no look has answered; whose, the caller knows."""
    since = Verification.objects.filter(business=OuterRef("business"), at__gte=OuterRef("at"))
    rows = LookRequest.objects.unscoped("of businesses in the caller's reach")
    return rows.filter(~Exists(since), withdrawn_at=None)


def requested(ids):
    """The businesses of these requests, as a query."""
    return LookRequest.objects.unscoped("of a batch").filter(id__in=ids).values("business")


def request_for(business: Business) -> LookRequest | None:
    return open_requests().filter(business=business).order_by("-at", "id").first()


def _asked_for() -> Q:
    return Q(id__in=open_requests().values("business"))


def needs_look() -> Q:
    return ~Q(standing=Standing.CONFIRMED) | Q(verified_at__lt=stale_before())


def standings(actor: Actor) -> dict[str, int]:
    """How many wait for each of the reasons; those that the register itself tells in one pass over an index."""
    stale = Q(standing=Standing.CONFIRMED, verified_at__lt=stale_before())
    asked = register(actor).filter(_asked_for()).count()
    return {"requested": asked} | register(actor).aggregate(
        unverified=Count("id", filter=Q(standing="")),
        differs=Count("id", filter=Q(standing=Standing.DIFFERS)),
        not_found=Count("id", filter=Q(standing=Standing.NOT_FOUND)),
        unlisted=Count("id", filter=Q(standing=Standing.UNLISTED)),
        stale=Count("id", filter=stale),
    )


def of_state(found, state: str):
    """`found` narrowed to one reason to look."""
    if state == "requested":
        return found.filter(_asked_for())
    if state == "unverified":
        return found.filter(standing="")
    if state in (Standing.DIFFERS, Standing.NOT_FOUND, Standing.UNLISTED):
        return found.filter(standing=state)
    if state == "stale":
        return found.filter(standing=Standing.CONFIRMED, verified_at__lt=stale_before())
    if state == "changed":
        return found.filter(_changed_since(), standing=Standing.CONFIRMED)
    return found.filter(_contradicted())


def lacking(found, check: str):
    """`found` narrowed to those that fail a check of the data quality."""
    return found.exclude(passing(check))


def business(actor: Actor, id: uuid.UUID) -> Business:
    rows = Business.objects.for_actor(actor, Permission.VERIFY_BUSINESSES).filter(archived_at=None)
    found = rows.select_related("owner", "origin").filter(id=id).first()
    if found is None:
        raise Refused(
            _("Usaha itu tidak ada, diarsipkan, atau di luar wilayah tugas verifikasi Anda."), status=404
        )
    return found


def verification(actor: Actor, id: uuid.UUID, permission: Permission) -> Verification:
    """One look, as far as the reader reaches its business."""
    looks = Verification.objects.filter(id=id).select_related("business__owner", "business__origin")
    found = looks.first()
    reached = Business.objects.for_actor(actor, permission)
    if found is not None and not reached.filter(id=found.business_id).exists():
        found = None
    if found is None:
        raise Refused(_("Verifikasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def open_difference(business: Business) -> Verification | None:
    """The latest look that found the business otherwise, while nobody has settled it."""
    found = business.verifications.exclude(outcome=Standing.CONFIRMED).filter(settled_at=None)
    return found.order_by("-at", "id").first()


def contradictions(business: Business) -> list[str]:
    """What in the register speaks against the business's own data."""
    found = []
    others = Business.objects.unscoped(WHY).filter(archived_at=None).exclude(id=business.id)
    if business.nib and (count := others.filter(nib=business.nib).count()):
        found.append(_("NIB ini tercatat juga pada %(count)d usaha lain.") % {"count": count})
    owner = business.owner
    people = Person.objects.unscoped(WHY).filter(archived_at=None).exclude(id=owner.id)
    if owner.nik_index and people.filter(nik_index=owner.nik_index).exists():
        found.append(_("NIK pemilik tercatat juga pada orang lain."))
    return found


def _changed_since() -> Exists:
    """Its data changed after it was last confirmed."""
    later = Revision.objects.filter(
        kind="business", subject_id=OuterRef("pk"), at__gt=OuterRef("verified_at")
    )
    return Exists(later)


def _contradicted() -> Q:
    """One NIB on several businesses, or one NIK on several people: at most one of them is right."""
    live = Business.objects.unscoped(WHY).filter(archived_at=None).exclude(nib="")
    nib = live.values("nib").annotate(n=Count("id")).filter(n__gt=1).values("nib")
    people = Person.objects.unscoped(WHY).filter(archived_at=None).exclude(nik_index="")
    nik = people.values("nik_index").annotate(n=Count("id")).filter(n__gt=1).values("nik_index")
    return Q(nib__in=nib) | Q(owner__nik_index__in=nik)
