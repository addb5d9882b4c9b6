import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.rounds.models import Edition, Entry, Outcome, State
from dampingi.insight.rounds.queries import require_holds
from dampingi.insight.rounds.workflow import tell_reporters

LONGEST = 2_000
OPENED = gettext_noop("Laporan pemantauan %(period)s dibuka kembali: %(why)s")


@transaction.atomic
def check_entry(*, by: Actor, entry: uuid.UUID, edition: int, accepted: bool, comment: str = "") -> Entry:
    """Accept what was handed in, or return it with a note. Whoever wrote in it never checks it; nothing is decided twice."""
    found = _held(by, entry)
    last = found.editions.order_by("-number").first()
    if found.state != State.SUBMITTED or last is None or last.number != edition:
        raise Conflict(_("Laporan ini sudah diputuskan, atau ada edisi yang lebih baru. Muat ulang halaman."))
    if str(by.user_id) in last.makers:
        raise Denied(_("Anda ikut mengisi laporan ini; orang lain yang memeriksanya."))
    if len(comment) > LONGEST:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST})
    waiting = next((a for a in approvals_of("round_entry", found.id) if a.version == edition), None)
    if waiting is None:
        raise Conflict(_("Laporan ini tidak menunggu pemeriksaan."))
    decide(by=by, approval=waiting.id, approved=accepted, comment=comment)
    Edition.objects.unscoped("decided").filter(id=last.id).update(
        decided_by_name=by.name[:150], comment=comment.strip()
    )
    found.refresh_from_db()
    return found


@transaction.atomic
def reopen_entry(*, by: Actor, entry: uuid.UUID, why: str) -> Entry:
    """What was accepted turns out to be wrong: the region may write again, and the accepted edition stays on record."""
    found = _held(by, entry)
    if found.state != State.ACCEPTED:
        raise Conflict(_("Hanya laporan yang sudah diterima yang dapat dibuka kembali."))
    if not why.strip() or len(why) > LONGEST:
        raise Refused(_("Tulis alasannya; wilayah yang melapor akan membacanya."))
    last = found.editions.order_by("-number").first()
    Edition.objects.unscoped("a row in hand").filter(id=last.id).update(outcome=Outcome.REOPENED)
    found.state, found.note, found.submitted_at = State.RETURNED, why.strip(), None
    found.save(update_fields=["state", "note", "submitted_at"])
    record_event(
        by=by, action="reopen_round_entry", subject=("round_entry", found.id), region=found.region, reason=why.strip(),
        detail={"edition": last.number, "content": last.hash},
    )  # fmt: skip
    tell_reporters(found, OPENED, why=why.strip()[:200])
    return found


def _held(by: Actor, id: uuid.UUID) -> Entry:
    """The entry, locked, of a round that the actor holds."""
    rows = Entry.objects.for_actor(by, Permission.VIEW_ROUNDS).select_for_update(of=("self",))
    found = rows.select_related("round").filter(id=id).first()
    if found is None:
        raise Refused(_("Isian itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.round.region)
    found.round.refresh_from_db(fields=["cancelled_at"])
    if found.round.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan."))
    return found
