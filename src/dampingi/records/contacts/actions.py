import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.contacts.models import Attempt
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

REACHING = (Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)


@transaction.atomic
def note_attempt(
    *, by: Actor, enrolment: uuid.UUID, way: str = Attempt.Way.WHATSAPP, today: datetime.date | None = None
) -> Attempt:
    """Record that a participant was sent a message today. Saying so again the same day is once."""
    found = _in_reach(by, enrolment)
    if found.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; kontaknya tidak dicatat lagi."), status=409)
    on = today or today_in(found.region)
    made, new = Attempt.objects.unscoped("of a participant in reach").get_or_create(
        enrolment=found, by=by.user_id, way=way, on=on,
        defaults={"programme_id": found.programme_id, "region": found.region, "by_name": by.name},
    )  # fmt: skip
    if new:
        record_event(
            by=by, action="note_contact_attempt", subject=("enrolment", found.id), region=found.region,
            programme=found.programme_id, detail={"way": way}, values=[str(made.id), on],
        )  # fmt: skip
    return made


def _in_reach(by: Actor, enrolment: uuid.UUID) -> Enrolment:
    found = Enrolment.objects.unscoped("reach is checked next").filter(id=enrolment).first()
    reached = found and (
        by.system or any(Enrolment.objects.for_actor(by, p).filter(id=enrolment).exists() for p in REACHING)
    )
    if not found or not reached:
        raise Refused(_("Peserta itu tidak ada, atau di luar dampingan Anda."), status=404)
    return found
