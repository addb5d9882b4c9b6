import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.programmes.rosters import today_in
from dampingi.records.tot.actions.courses import lock_course
from dampingi.records.tot.models import Presence, Session
from dampingi.records.tot.queries import own_trainee


@transaction.atomic
def mark_own_presence(
    *, by: Actor, session: uuid.UUID, today: datetime.date | None = None
) -> tuple[Presence, bool]:
    """A mentor says on the spot that they came. Returns the presence and whether it is new: the first moment stays."""
    found = Session.objects.filter(id=session).first()
    course = lock_course(found.course_id if found else None)
    mine = own_trainee(by, course.id) if course else None
    if found is None or course is None or mine is None:
        raise Refused(_("Pelatihan itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    known = Presence.objects.filter(session=found, trainee=mine).first()
    if known:
        return known, False
    if course.closed_at:
        raise Conflict(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."))
    if found.on != (today or today_in(course.region)):
        raise Conflict(_("Kehadiran lewat kode hanya pada hari pelatihan. Hubungi penyelenggara."))
    made = Presence.objects.create(session=found, trainee=mine, own=True)
    record_event(
        by=by, action="mark_own_presence", subject=("tot_course", course.id), region=course.region,
        programme=course.programme_id, values=[str(mine.id), str(found.id)],
    )  # fmt: skip
    return made, True
