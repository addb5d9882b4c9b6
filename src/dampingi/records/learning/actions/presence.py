import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning.actions.registrations import lock_training
from dampingi.records.learning.models import Attendance
from dampingi.records.learning.queries.doors import INVITATION, PLACE, REGION, lacks
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import require_active, today_in

OWN_WORDS = {
    PLACE: lambda: _("Anda tidak mendapat tempat di pelatihan ini. Temui panitia: bila ada kursi, Anda dicatat di daftar."),
    INVITATION: lambda: _("Pelatihan ini untuk usaha yang diundang saja. Temui panitia."),
    REGION: lambda: _("Pelatihan ini untuk peserta wilayah lain. Temui panitia."),
}  # fmt: skip


@transaction.atomic
def mark_own_presence(
    *, by: Actor, training: uuid.UUID, enrolment: uuid.UUID, today: datetime.date | None = None
) -> tuple[Attendance, bool]:
    """A participant says on the spot that they came. Returns the attendance and whether it is new: the first moment stays."""
    mine = Enrolment.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=enrolment).first()
    found = lock_training(training)
    if found is None or mine is None or mine.programme_id != found.programme_id:
        raise Refused(_("Pelatihan itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    day = today or today_in(found.region)
    if found.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan; kehadirannya tidak dapat dicatat."))
    if found.on != day:
        raise Conflict(_("Kehadiran lewat kode hanya pada hari pelatihan. Hubungi penyelenggara."))
    require_open(found.programme, found.on)
    require_active(mine, found.on, today=day)
    rows = Attendance.objects.unscoped("one's own")
    known = rows.filter(training=found, enrolment=mine).first()
    if known and known.present:
        return known, False
    if lack := lacks(found, mine):
        raise Conflict(OWN_WORDS[lack]())
    made = known or Attendance(
        training=found, enrolment=mine, programme_id=mine.programme_id, region=mine.region
    )
    made.present, made.own, made.at = True, True, timezone.now()
    made.save()
    record_event(
        by=by, action="mark_own_presence", subject=("training", found.id), region=found.region,
        programme=found.programme_id, values=[str(mine.id)],
    )  # fmt: skip
    return made, True
