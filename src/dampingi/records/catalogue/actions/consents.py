import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.catalogue.models import Consent
from dampingi.records.catalogue.queries import business_kept, consents_of

OWN = "akun pemilik"
To = Consent.To


@transaction.atomic
def agree(*, by: Actor, business: uuid.UUID, to: str, phone: str = "", how: str = "") -> Consent:
    """The owner agrees, in their own account or through somebody who says how they heard it. Asked for each thing apart."""
    found = _locked(by, business)
    own = by.user_id is not None and found.owner.user_id == by.user_id
    how = OWN if own else how.replace("\0", "").strip()
    _check(to, phone, how)
    held = consents_of(found).get(to)
    if held and held.phone == phone:
        return held
    found.catalogue_consents.filter(to=to, withdrawn_at=None).update(withdrawn_at=timezone.now())
    made = Consent.objects.create(
        business=found, owner_id=found.owner_id, to=to, phone=phone if to == To.PHONE else "", how=how,
        noted_by=by.user_id, noted_by_name=by.name,
    )  # fmt: skip
    _record(by, "agree_to_catalogue", found, {"to": to, "own": own})
    return made


@transaction.atomic
def withdraw_consent(*, by: Actor, business: uuid.UUID, to: str) -> None:
    """From this moment nothing of it is public any more; products stay, unseen, until the owner agrees again."""
    found = _locked(by, business)
    if not found.catalogue_consents.filter(to=to, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise Conflict(_("Persetujuan itu sudah tidak berlaku."))
    _record(by, "withdraw_catalogue_consent", found, {"to": to})


def _check(to: str, phone: str, how: str) -> None:
    if to not in To.values:
        raise Refused(_("Pilih apa yang disetujui dari daftar."))
    if to == To.PHONE and not (phone.startswith("+62") and phone[1:].isdigit() and 10 <= len(phone) <= 16):
        raise Refused(_("Isi nomor WhatsApp lengkap, misalnya 0812 3456 7890."))
    if not 0 < len(how) <= 200:
        raise Refused(_("Tulis kapan dan bagaimana pemilik menyatakan setuju."))


def _locked(by: Actor, id: uuid.UUID) -> Business:
    business_kept(by, id)
    rows = Business.objects.unscoped("reached above").select_for_update(of=("self",))
    return rows.select_related("owner").get(id=id)


def _record(by: Actor, action: str, business: Business, detail: dict) -> None:
    record_event(
        by=by, action=action, subject=("business", business.id), region=business.region, detail=detail
    )
