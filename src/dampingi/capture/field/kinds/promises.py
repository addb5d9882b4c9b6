import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import compared, in_reach
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import put_off
from dampingi.records.mentoring.intake import PutOffIntake
from dampingi.records.mentoring.models import Promise


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    in_reach(sender, (e.body.subject for e in entries))
    return [_applied(sender, entry) for entry in entries]


def _applied(sender: Sender, entry: Entry) -> Outcome:
    row = _intake(entry)
    _require_theirs(row.promise_id, entry.body.subject)
    moved = Promise.objects.unscoped("of a participant in reach").filter(moved_from=row.promise_id).first()
    if moved and moved.id != row.id:
        return compared(moved, {"day": row.until, "reason": row.reason})
    put_off(by=sender.by, row=row)
    return APPLIED


def _intake(entry: Entry) -> PutOffIntake:
    said = entry.body.values
    return PutOffIntake(
        promise_id=said.id("promise"),
        until=said.day("until"),
        reason=said.text("reason", 40),
        note=said.text("note", 300),
        id=entry.id,
    )


def _require_theirs(promise: uuid.UUID, enrolment: uuid.UUID) -> None:
    rows = Promise.objects.unscoped("of a participant in reach")
    if not rows.filter(id=promise, enrolment=enrolment).exists():
        raise Refused(_("Janji itu bukan janji kepada peserta ini. Ambil data baru, lalu tunda lagi."))
