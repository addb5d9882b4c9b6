import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning.actions.registrations import lock_training
from dampingi.records.learning.intake import ScoreIntake
from dampingi.records.learning.models import Attendance
from dampingi.records.programmes.queries import require_open
from dampingi.records.quizzes.queries import SIDES, answered


@transaction.atomic
def record_scores(*, by: Actor, training: uuid.UUID, rows: Sequence[ScoreIntake]) -> int:
    """Type the tests of those who came, all or none. Returns how many changed; what somebody else changed meanwhile is not overwritten."""
    found = lock_training(training)
    reached = _reached(by, training)
    if found is None or not reached:
        raise Refused(_("Pelatihan itu tidak ada, atau tidak ada pesertanya di wilayah Anda."), status=404)
    require_open(found.programme, found.on)
    told = answered(reached)
    changed = [(reached[r.attendance_id], r) for r in rows if _checked(reached, r, told)]
    for attendance, row in changed:
        attendance.pre, attendance.post = row.pre, row.post
        attendance.save(update_fields=["pre", "post"])
    if changed:
        record_event(
            by=by, action="record_scores", subject=("training", found.id), region=found.region,
            programme=found.programme_id, detail={"rows": len(changed)},
            values=[(str(a.enrolment_id), a.pre, a.post) for a, _row in changed],
        )  # fmt: skip
    return len(changed)


def _reached(by: Actor, training: uuid.UUID) -> dict[uuid.UUID, Attendance]:
    ids: set[uuid.UUID] = set()
    for permission in (Permission.MANAGE_INTAKE, Permission.RECORD_VISITS):
        rows = Attendance.objects.for_actor(by, permission).filter(training=training)
        ids.update(rows.values_list("id", flat=True))
    rows = Attendance.objects.unscoped("reach is checked by the ids").filter(id__in=ids)
    return {a.id: a for a in rows.select_related("enrolment__person")}


def _checked(
    reached: dict[uuid.UUID, Attendance], row: ScoreIntake, answered: set[tuple[uuid.UUID, str]]
) -> bool:
    """Whether there is something to change."""
    attendance = reached.get(row.attendance_id)
    if attendance is None:
        raise Refused(_("Peserta itu tidak ada di daftar hadir, atau di luar wilayah Anda."), status=404)
    now, wanted = (attendance.pre, attendance.post), (row.pre, row.post)
    if wanted == row.was or wanted == now:
        return False
    name = attendance.enrolment.person.name
    if now != row.was:
        told = _(
            "Nilai %(name)s baru saja diubah orang lain. Muat ulang, lalu periksa sebelum menyimpan lagi."
        )
        raise Conflict(told % {"name": name})
    if any(s is not None and not 0 <= s <= 100 for s in wanted):
        raise Refused(_("Nilai tes diisi antara 0 dan 100."))
    if any((attendance.id, side) in answered and is_now != said for side, is_now, said in zip(SIDES, now, wanted, strict=True)):  # fmt: skip
        told = _("Nilai %(name)s berasal dari jawabannya. Bila keliru, batalkan jawabannya di halaman tes dengan alasannya.")  # fmt: skip
        raise Conflict(told % {"name": name})
    if not attendance.present:
        raise Refused(_("%(name)s tidak hadir; tidak ada nilai tesnya.") % {"name": name})
    return True
