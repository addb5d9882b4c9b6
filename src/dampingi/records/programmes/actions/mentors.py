import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import day as written
from dampingi.records.programmes.intake import Appointment
from dampingi.records.programmes.models import Caseload, Exit, Mentor, Programme
from dampingi.records.programmes.queries import require_open


@transaction.atomic
def appoint_mentors(*, by: Actor, programme: Programme, rows: Sequence[Appointment]) -> list[Mentor]:
    """Appoint mentors to their regions and give them the role there; the level is the region's depth, or that of a consultant of a field."""
    for r in rows:
        if not contains(programme.region, r.region):
            raise Refused(_("Wilayah %(region)s di luar program ini.") % {"region": r.region})
    made = [
        Mentor(
            programme=programme,
            user=r.user,
            name=r.name,
            sex=r.sex,
            region=r.region,
            field=r.field,
            appointed_on=r.on,
        )
        for r in rows
    ]
    Mentor.objects.bulk_create(made, batch_size=500)
    for r in rows:
        assign(
            by=by, user=r.user, role=_role(r.field), region=r.region, starts_on=r.on, programme=programme.id
        )
    record_event(
        by=by, action="appoint_mentors", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, detail={"rows": len(made)}, values=[(str(m.id), m.region) for m in made],
    )  # fmt: skip
    return made


@transaction.atomic
def end_mentor(
    *, by: Actor, mentor: uuid.UUID, on: datetime.date, reason: str, kind: str = Exit.OTHER
) -> Mentor:
    """End an appointment on a day: role and caseload end with it, what was done stays theirs."""
    if not reason.strip():
        raise Refused(_("Tulis alasan pendamping berhenti."))
    found = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(id=mentor).first()
    if found is None:
        raise Refused(_("Pendamping itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.ended_on:
        raise Conflict(_("Pendamping ini sudah berhenti pada %(day)s.") % {"day": written(found.ended_on)})
    if on < found.appointed_on:
        raise Refused(_("Tanggal berhenti lebih awal daripada tanggal pengangkatan. Perbaiki tanggalnya."))
    require_open(found.programme, on)
    _require_begun_by(found, on)
    found.ended_on, found.end_kind, found.end_reason = on, kind, reason.strip()
    found.save(update_fields=["ended_on", "end_kind", "end_reason"])
    Caseload.objects.filter(mentor=found, ends_on=None).update(ends_on=on)
    Assignment.objects.filter(
        user=found.user_id, role=_role(found.field), programme=found.programme_id, region=found.region
    ).update(ends_on=on)
    record_event(
        by=by, action="end_mentor", subject=("mentor", found.id), region=found.region, programme=found.programme_id,
        reason=reason, detail={"kind": kind},
    )  # fmt: skip
    return found


def _role(field: str) -> Role:
    """A mentor of a city checks those below; a consultant of a field has a centre there and checks nobody."""
    return Role.CONSULTANT if field else Role.MENTOR


def _require_begun_by(mentor: Mentor, on: datetime.date) -> None:
    """A caseload never ends before it began."""
    later = (
        Caseload.objects.filter(mentor=mentor, ends_on=None, starts_on__gt=on).order_by("-starts_on").first()
    )
    if later:
        raise Refused(
            _("Masih ada peserta yang diterima pada %(day)s. Pilih hari itu atau sesudahnya.")
            % {"day": written(later.starts_on)}
        )
