"""What of the register itself cannot simply move from one record to the other, and what speaks against one merge."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.enterers import entered_by
from dampingi.records.businesses.models import Business, Channel, Closure, Constraint, Person, Verification
from dampingi.records.duplicates.attachments import Clash

WHY = "of records whose merging was required"


def verifications(keep: Business, absorb: Business) -> Iterator[Clash]:
    """Nobody verifies what they entered: such a check of the other record would become one by being moved."""
    for check in Verification.objects.filter(business=absorb):
        if entered_by(Actor(user_id=check.by, label=str(check.by)), [keep]):
            yield Clash(check, _("diperiksa oleh orang yang memasukkan data yang dipertahankan"))


def standing_after(keep: Business, absorb: Business, moved: Collection[uuid.UUID]) -> dict[str, Any]:
    """How the kept business stands once the looks `moved` are its own: as the latest look at it found it.

    Its own look confirms nothing more where it has now taken over what that very person entered.
    """
    latest = Verification.objects.filter(business=keep).order_by("-at", "-id").first()
    if latest is None:
        return {}
    if latest.pk not in moved:
        looker = Actor(user_id=latest.by, label=str(latest.by))
        return {"standing": "", "verified_at": None} if entered_by(looker, [keep]) else {}
    seen = [at for at in (keep.verified_at, absorb.verified_at) if at]
    return {"standing": absorb.standing, "verified_at": max(seen, default=None)}


def constraints(keep: Business, absorb: Business) -> Iterator[Clash]:
    """The same constraint open on both is one constraint, not two."""
    rows = Constraint.objects.unscoped(WHY).filter(resolved_on=None)
    known = set(rows.filter(business=keep).values_list("code", flat=True))
    for row in rows.filter(business=absorb, code__in=known):
        yield Clash(row, _("kendala yang sama sudah terbuka pada data yang dipertahankan"))


def constraint_open(row: Constraint) -> bool:
    return row.resolved_on is None


def channel_open(row: Channel) -> bool:
    return row.until is None


def channels(keep: Business, absorb: Business) -> Iterator[Clash]:
    rows = Channel.objects.unscoped(WHY).filter(until=None)
    known = set(rows.filter(business=keep).values_list("code", flat=True))
    for row in rows.filter(business=absorb, code__in=known):
        yield Clash(row, _("saluran penjualan yang sama sudah tercatat pada data yang dipertahankan"))


def closures(keep: Business, absorb: Business) -> Iterator[Clash]:
    """Whether the business is open today is told by the kept record; earlier closings are part of its past."""
    for row in Closure.objects.unscoped(WHY).filter(business=absorb, reopened_on=None):
        yield Clash(row, _("buka atau tutupnya usaha mengikuti data yang dipertahankan"))


def contradictions(keep: Any, absorb: Any) -> list[str]:
    """What two records of one and the same cannot both be true of."""
    found = []
    one, other = (keep, absorb) if isinstance(keep, Person) else (keep.owner, absorb.owner)
    if one.nik_index and other.nik_index and one.nik_index != other.nik_index:
        found.append(_("NIK keduanya berbeda."))
    if isinstance(keep, Business) and keep.nib and absorb.nib and keep.nib != absorb.nib:
        found.append(_("NIB keduanya berbeda."))
    return found


def accounts(keep: Person, absorb: Person) -> str:
    """Two people who both log in are one only if one of the accounts is closed first. '' where nothing is in the way."""
    if keep.user_id and absorb.user_id and keep.user.is_active and absorb.user.is_active:
        return _(
            "Keduanya punya akun masuk yang aktif. Minta pengelola menutup salah satu akun lebih dulu, lalu gabungkan lagi."
        )
    return ""
