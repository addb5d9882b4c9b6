import uuid

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import names
from dampingi.insight.rounds.models import Entry, Minutes, Round, State
from dampingi.insight.rounds.queries import require_holds
from dampingi.insight.rounds.standings import latest_editions
from dampingi.insight.rounds.summary import body, lines

LONGEST = 4_000


@transaction.atomic
def draw_up_minutes(*, by: Actor, round: uuid.UUID, remarks: str = "") -> Minutes:
    """Freeze how the round stands: who answered what, who has not, and the totals. Drawn up anew it is the next number."""
    found = Round.objects.for_actor(by, Permission.HOLD_ROUNDS).select_for_update().filter(id=round).first()
    if found is None:
        raise Refused(_("Putaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.region)
    if found.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan."))
    if len(remarks) > LONGEST:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST})
    entries = list(
        Entry.objects.unscoped("all of the round's")
        .select_for_update()
        .filter(round=found)
        .order_by("region")
    )
    if not any(e.state == State.ACCEPTED for e in entries):
        raise Refused(_("Belum ada laporan yang diterima. Periksa dahulu sedikitnya satu."))
    places = names({found.region, *(e.region for e in entries)})
    frozen = body(found, lines(found, entries, latest_editions(entries), places), places)
    last = Minutes.objects.unscoped("of a round in hand").filter(round=found).aggregate(n=Max("number"))["n"]
    made = Minutes.objects.create(
        round=found, number=(last or 0) + 1, body=frozen, hash=digest(frozen), remarks=remarks.strip(), by=by.user_id,
        by_name=by.name[:150],
    )  # fmt: skip
    record_event(
        by=by, action="draw_up_round_minutes", subject=("round", found.id), region=found.region,
        detail={"number": made.number, "content": made.hash}, values=[made.remarks],
    )  # fmt: skip
    return made
