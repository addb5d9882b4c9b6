import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.identifiers import unseal
from dampingi.records.businesses.models import Person


@transaction.atomic
def reveal_nik(*, by: Actor, person: uuid.UUID, reason: str) -> str:
    """The person's NIK in the clear, for a stated reason; the look is logged."""
    if len(reason.strip()) < 10:
        raise Refused(_("Tulis alasan yang jelas (paling sedikit 10 huruf); alasan ini tercatat."))
    found = Person.objects.for_actor(by, Permission.REVEAL_IDENTIFIERS).filter(id=person).first()
    if found is None:
        raise Refused(_("Orang itu tidak ada, atau di luar wilayah Anda."), status=404)
    record_event(
        by=by, action="reveal_nik", subject=("person", found.id), region=found.region, reason=reason.strip()
    )
    return unseal("nik", found.nik_sealed)
