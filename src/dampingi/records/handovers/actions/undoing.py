import uuid
from collections import Counter

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.handovers.intake import Undone
from dampingi.records.handovers.models import Handover, HandoverLine, HandoverUndo
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Caseload, Enrolment
from dampingi.records.programmes.queries import require_open

Kept = HandoverLine.Kept
TAKEN_BACK = gettext_noop(
    "Serah terima %(on)s dibatalkan untuk %(count)s peserta. Periksa daftar dampingan Anda."
)


@transaction.atomic
def undo_handover(*, by: Actor, handover: uuid.UUID, reason: str) -> Undone:
    """Take a handover back where nobody has built on it, as if it had not been; the rest stays and says why."""
    found = _of(by, handover)
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan serah terima."))
    if HandoverUndo.objects.filter(handover=found).exists():
        raise Conflict(_("Serah terima ini sudah dibatalkan."))
    require_open(found.programme, found.on)
    lines = _lines(found)
    visited = _visited(found, lines)
    for line in lines:
        line.kept = _why_kept(line, visited)
    back = [line for line in lines if not line.kept]
    _restore(back)
    update_many(HandoverLine, ["kept", "restored_at"], lines)
    HandoverUndo.objects.create(handover=found, reason=reason.strip(), by=by.user_id, by_name=by.name)
    record_event(
        by=by, action="undo_handover", subject=("handover", found.id), region=found.region,
        programme=found.programme_id, reason=reason, detail={"rows": len(back), "kept": len(lines) - len(back)},
        values=[str(line.enrolment_id) for line in back],
    )  # fmt: skip
    _tell(by, found, back)
    return Undone(len(back), len(lines) - len(back))


def _of(by: Actor, id: uuid.UUID) -> Handover:
    found = (
        Handover.objects.for_actor(by, Permission.MANAGE_MENTORS)
        .select_for_update(of=("self",))
        .select_related("programme")
        .filter(id=id)
        .first()
    )
    if found is None:
        raise Refused(_("Serah terima itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _lines(handover: Handover) -> list[HandoverLine]:
    rows = HandoverLine.objects.unscoped("of a handover in reach").filter(handover=handover).order_by("id")
    ids = list(rows.values_list("enrolment_id", flat=True))
    held = Enrolment.objects.unscoped("of a handover in reach").select_for_update(of=("self",)).order_by("id")
    for start in range(0, len(ids), 500):
        list(held.filter(id__in=ids[start : start + 500]).values_list("id", flat=True))
    return list(rows.select_related("enrolment", "giver", "receiver", "before", "after"))


def _visited(handover: Handover, lines: list[HandoverLine]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(mentor, participant) who met on the handover's day or later."""
    rows = Visit.objects.unscoped("of a handover in reach").filter(
        mentor__in={line.receiver_id for line in lines}, on__gte=handover.on, archived_at=None
    )
    return set(rows.values_list("mentor_id", "enrolment_id"))


def _why_kept(line: HandoverLine, visited: set[tuple[uuid.UUID, uuid.UUID]]) -> str:
    if line.enrolment.exited_on:
        return Kept.LEFT
    if line.after is None or line.after.ends_on:
        return Kept.HANDED_ON
    if (line.receiver_id, line.enrolment_id) in visited:
        return Kept.VISITED
    if line.giver and line.giver.ended_on and line.before_ends_on is None:
        return Kept.GIVER_ENDED
    return ""


def _restore(lines: list[HandoverLine]) -> None:
    """The caseload the handover made is gone, its line tells of it; then the earlier one runs on as it did."""
    made = [line.after_id for line in lines]
    for start in range(0, len(made), 500):
        Caseload.objects.filter(id__in=made[start : start + 500]).delete()
    now, before = timezone.now(), []
    for line in lines:
        line.restored_at = now
        if line.before:
            line.before.ends_on = line.before_ends_on
            before.append(line.before)
    update_many(Caseload, ["ends_on"], before)


def _tell(by: Actor, handover: Handover, back: list[HandoverLine]) -> None:
    told = Counter(line.receiver.user_id for line in back)
    told += Counter(line.giver.user_id for line in back if line.giver and not line.giver.ended_on)
    for user, count in told.items():
        if user != by.user_id:
            notify(
                users=[user], text=TAKEN_BACK, values={"count": count, "on": handover.on.isoformat()},
                url=reverse("handover", args=[handover.id]),
            )  # fmt: skip
