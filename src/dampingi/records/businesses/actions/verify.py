import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Denied, Refused
from dampingi.records.businesses.models import Business, Verification

METHODS = ("visit", "call", "document")


@transaction.atomic
def verify_business(
    *, by: Actor, business: uuid.UUID, method: str, note: str = "", at: datetime.datetime | None = None
) -> Verification:
    """Confirm that a business exists as recorded. Never by the person who entered it."""
    found = (
        Business.objects.for_actor(by, Permission.VIEW_BUSINESSES)
        .filter(id=business)
        .select_related("origin")
        .first()
    )
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    if method not in METHODS:
        raise Refused(_("Pilih cara verifikasi: kunjungan, telepon, atau dokumen."))
    if by.user_id is None or found.origin.by == by.label:
        raise Denied(_("Data ini Anda sendiri yang memasukkan; orang lain yang harus memverifikasinya."))
    made = Verification.objects.create(
        business=found, by=by.user_id, by_name=by.name, method=method, note=note, at=at or timezone.now()
    )
    record_event(
        by=by,
        action="verify_business",
        subject=("business", found.id),
        region=found.region,
        detail={"method": method},
    )
    return made
