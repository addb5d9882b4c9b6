import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import names
from dampingi.insight.rounds.flags import against_peers
from dampingi.insight.rounds.models import Entry, Minutes, Round, Standing, State
from dampingi.insight.rounds.outstanding import outstanding
from dampingi.insight.rounds.queries import require_holds
from dampingi.insight.rounds.standings import latest_editions, standing
from dampingi.insight.rounds.summary import body, lines
from dampingi.insight.rounds.workflow import MINUTES

LONGEST = 4_000


@transaction.atomic
def draw_up_minutes(*, by: Actor, round: uuid.UUID, remarks: str = "") -> Minutes:
    """Freeze how the round stands: who answered what, who has not, the totals, the open problems; somebody else approves it. Drawn up anew it is the next number."""
    found = Round.objects.for_actor(by, Permission.HOLD_ROUNDS).select_for_update().filter(id=round).first()
    if found is None:
        raise Refused(_("Putaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.region)
    if by.user_id is None:
        raise Denied(_("Berita acara disusun oleh orang; orang lain yang menyetujuinya."))
    if found.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan."))
    if len(remarks) > LONGEST:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST})
    drawn = Minutes.objects.unscoped("of a round in hand").filter(round=found)
    if drawn.filter(state=Standing.WAITING).exists():
        raise Conflict(_("Berita acara putaran ini sedang menunggu persetujuan. Tunggu putusannya."))
    entries = list(
        Entry.objects.unscoped("all of the round's")
        .select_related("round")
        .select_for_update(of=("self",))
        .filter(round=found)
        .order_by("region")
    )
    if not any(e.state == State.ACCEPTED for e in entries):
        raise Refused(_("Belum ada laporan yang diterima. Periksa dahulu sedikitnya satu."))
    frozen = _frozen(by, found, entries)
    last = drawn.aggregate(n=Max("number"))["n"]
    made = Minutes.objects.create(
        round=found, number=(last or 0) + 1, body=frozen, hash=digest(frozen), remarks=remarks.strip(), by=by.user_id,
        by_name=by.name[:150],
    )  # fmt: skip
    record_event(
        by=by, action="draw_up_round_minutes", subject=("round", found.id), region=found.region,
        detail={"number": made.number, "content": made.hash}, values=[made.remarks],
    )  # fmt: skip
    submit(
        by=by, workflow=MINUTES[depth(found.region)], subject=("round_minutes", made.id), version=made.number, region=found.region,
        drafted_by=by.user_id,
    )  # fmt: skip
    return made


def _frozen(by: Actor, found: Round, entries: list[Entry]) -> dict[str, Any]:
    """The board with its flags, the figures, and the problems of the region as whoever draws it up reads them."""
    places, editions = names({found.region, *(e.region for e in entries)}), latest_editions(entries)
    with override("id"):
        odd = against_peers(editions)
        told = {e.id: standing(e, places.get(e.region, e.region), editions.get(e.id), odd.get(e.id, {})) for e in entries}  # fmt: skip
        return body(found, lines(found, entries, editions, places), places, told, outstanding(by, found))


def minutes_approved(id: uuid.UUID, _version: int) -> None:
    rows = Minutes.objects.unscoped("decided").filter(id=id)
    rows.update(state=Standing.APPROVED, approved_at=timezone.now())


def minutes_returned(id: uuid.UUID, _version: int, comment: str) -> None:
    Minutes.objects.unscoped("decided").filter(id=id).update(state=Standing.RETURNED, returned_note=comment)
