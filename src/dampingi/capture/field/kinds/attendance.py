import uuid
from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import compared, in_reach
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.records.learning.actions import record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Training

SAID = ("present", "pre", "post")


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    return [
        outcome
        for meeting, group in groupby(entries, key=lambda e: e.body.subject)
        for outcome in _of_one(sender, meeting, [_intake(e) for e in group])
    ]


def _of_one(sender: Sender, meeting: uuid.UUID, rows: list[AttendanceIntake]) -> list[Outcome]:
    training = (
        Training.objects.unscoped("the action checks the participants' reach")
        .select_related("programme")
        .filter(id=meeting)
        .first()
    )
    if training is None:
        raise Refused(_("Pertemuan itu tidak ada. Pilih dari daftar pertemuan."), status=404)
    in_reach(sender, (r.enrolment_id for r in rows))
    found = Attendance.objects.unscoped("of participants whose reach is checked").filter(
        training=training, enrolment__in={r.enrolment_id for r in rows}
    )
    known = {a.enrolment_id: a for a in found}
    fresh = [r for r in rows if r.enrolment_id not in known]
    if fresh:
        record_attendance(by=sender.by, training=training, rows=fresh)
    return [_outcome(known.get(r.enrolment_id), r) for r in rows]


def _intake(entry: Entry) -> AttendanceIntake:
    said = entry.body.values
    return AttendanceIntake(
        said.id("enrolment"), said.yes("present"), said.number("pre", None), said.number("post", None)
    )


def _outcome(standing: Attendance | None, row: AttendanceIntake) -> Outcome:
    return compared(standing, {name: getattr(row, name) for name in SAID}) if standing else APPLIED
