import uuid

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Reverification, ReverificationDraw


def draws(actor: Actor):
    """The participants the lot fell on, with whether someone has looked again. What was reported is not told."""
    found = ReverificationDraw.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES)
    done = Reverification.objects.unscoped("whether it happened").filter(enrolment=OuterRef("enrolment"))
    return found.select_related("enrolment__person", "enrolment__business").annotate(done=Exists(done))


def draw(actor: Actor, enrolment_id: uuid.UUID) -> ReverificationDraw:
    found = draws(actor).filter(enrolment=enrolment_id).first()
    if found is None:
        raise Refused(
            _("Peserta itu tidak terundi untuk verifikasi ulang, atau di luar wilayah Anda."), status=404
        )
    return found
