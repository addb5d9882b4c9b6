import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions.archive import archive_business
from dampingi.records.businesses.actions.edit import edit_business, edit_person
from dampingi.records.businesses.enterers import entered_by
from dampingi.records.businesses.models import Business, Standing, Verification
from dampingi.records.businesses.observed import OF_OWNER


@transaction.atomic
def accept_observation(
    *, by: Actor, verification: uuid.UUID, fields: Collection[str], note: str = ""
) -> Verification:
    """Take over what a verifier saw; the register then counts as confirmed by that look. The office, never the verifier.

    Whoever entered the data and keeps a part of it against the look confirms nothing: somebody goes again.
    """
    found = _waiting(by, verification)
    own_word = found.business_id in entered_by(by, [found.business])
    taken = {f: v for f, v in found.observed.items() if f in fields}
    if not taken:
        raise Refused(_("Pilih paling sedikit satu kolom yang diambil alih."))
    owner = {f.removeprefix("owner_"): v for f, v in taken.items() if f in OF_OWNER}
    own = {f: v for f, v in taken.items() if f not in OF_OWNER}
    if own:
        edit_business(by=by, business=found.business_id, values=own)
    if owner:
        edit_person(by=by, person=found.business.owner_id, values=owner)
    if own_word and taken.keys() != found.observed.keys():
        _stand(found, standing="")
    else:
        _stand(found, standing=Standing.CONFIRMED, verified_at=found.at)
    told = note.strip() or _("Data diperbarui menurut verifikasi.")
    return _settled(by, found, told, {"taken": sorted(taken)})


@transaction.atomic
def look_again(*, by: Actor, verification: uuid.UUID, note: str) -> Verification:
    """The difference does not hold or cannot be judged: the business goes back to those nobody has seen."""
    found = _waiting(by, verification)
    if not note.strip():
        raise Refused(_("Tulis mengapa usaha ini perlu dilihat lagi."))
    _stand(found, standing="")
    return _settled(by, found, note.strip(), {"again": True})


@transaction.atomic
def archive_missing(*, by: Actor, verification: uuid.UUID, note: str) -> Verification:
    """Nobody found it: it leaves the lists, and can be restored."""
    found = _waiting(by, verification)
    if found.outcome != Standing.NOT_FOUND:
        raise Refused(_("Hanya usaha yang tidak ditemukan yang diarsipkan dari sini."))
    archive_business(by=by, business=found.business_id, reason=note)
    return _settled(by, found, note.strip(), {"archived": True})


def _waiting(by: Actor, verification: uuid.UUID) -> Verification:
    found = (
        Verification.objects.select_for_update(of=("self",))
        .select_related("business__origin")
        .filter(id=verification)
        .first()
    )
    if found is None or not by.may(Permission.EDIT_BUSINESSES, region=found.business.region):
        raise Refused(_("Verifikasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.settled_at:
        raise Conflict(_("Perbedaan ini sudah diselesaikan orang lain."))
    if found.outcome == Standing.CONFIRMED:
        raise Refused(_("Verifikasi ini tidak menemukan perbedaan."))
    if found.by == by.user_id:
        raise Denied(_("Anda sendiri yang memverifikasi; orang lain yang harus menyelesaikan perbedaannya."))
    return found


def _stand(found: Verification, **values: object) -> None:
    """The business stands as its latest look found it: settling an older one leaves that alone."""
    if not Verification.objects.filter(business=found.business_id, at__gt=found.at).exists():
        Business.objects.unscoped("reach checked above").filter(id=found.business_id).update(**values)


def _settled(by: Actor, found: Verification, told: str, detail: dict[str, object]) -> Verification:
    found.settled_at, found.settled_by, found.settlement = timezone.now(), by.label, told[:300]
    found.save(update_fields=["settled_at", "settled_by", "settlement"])
    record_event(
        by=by,
        action="settle_verification",
        subject=("business", found.business_id),
        region=found.business.region,
        detail=detail,
        reason=told,
    )
    return found
