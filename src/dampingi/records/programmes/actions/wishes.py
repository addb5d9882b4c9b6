import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Enrolment

WHO = (Permission.GIVE_VOICE, Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)


@transaction.atomic
def note_wish(*, by: Actor, enrolment: uuid.UUID, wants_woman: bool) -> Enrolment:
    """Whether a participant asked for a woman to accompany them: said by themself, their mentor or the office. Said again it is as it was."""
    reached = any(Enrolment.objects.for_actor(by, p).filter(id=enrolment).exists() for p in WHO)
    if not reached:
        raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
    found = Enrolment.objects.unscoped("reach is checked").select_for_update(of=("self",)).get(id=enrolment)
    if found.wants_woman != wants_woman:
        found.wants_woman = wants_woman
        found.save(update_fields=["wants_woman"])
        record_event(
            by=by, action="note_wish", subject=("enrolment", found.id), region=found.region, programme=found.programme_id,
            values=[str(wants_woman)],
        )  # fmt: skip
    return found
