import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import withdraw
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui import formats
from dampingi.insight.rounds import questions as asking
from dampingi.insight.rounds.models import Entry, Round, State
from dampingi.insight.rounds.periods import offered, read
from dampingi.insight.rounds.queries import ever_accepted, require_holds
from dampingi.insight.rounds.workflow import tell_reporters, workflow_of
from dampingi.records.programmes.rosters import today_in

LONGEST, LATEST = 2_000, datetime.timedelta(days=366)
ASKED = gettext_noop("%(who)s meminta laporan pemantauan %(period)s, paling lambat %(due)s.")
CANCELLED = gettext_noop("Putaran pemantauan %(period)s dibatalkan: %(why)s")


@transaction.atomic
def open_round(
    *, by: Actor, region: str, period: str, indicators: Sequence[str], asked: str, due_on: datetime.date, note: str = ""
) -> Round:  # fmt: skip
    """Ask every region right below about a period, and tell those who report for them. One round for a period."""
    require_holds(by, region)
    if by.user_id is None or depth(region) not in (1, 2):
        raise Refused(_("Putaran dibuka oleh provinsi untuk kabupaten/kota, atau oleh kabupaten/kota untuk kecamatannya."))  # fmt: skip
    span, today = read(period), today_in(region)
    if span not in offered(span.kind, today):
        raise Refused(_("Pilih periode dari daftar: yang sedang berjalan atau yang baru lewat."))
    _check_due(due_on, span.ends_on, today)
    if len(note) > LONGEST:
        raise Refused(_("Pengantar paling panjang %(most)d huruf.") % {"most": LONGEST})
    questions = asking.together(indicators, asked, region)
    invited = [r for r in below(region, depth(region) + 1) if r.valid_until is None or r.valid_until >= today]
    if not invited:
        raise Refused(
            _("Tidak ada wilayah di bawah %(place)s yang dapat diundang.") % {"place": name_of(region)}
        )
    made = _create(
        region=region, kind=span.kind, starts_on=span.starts_on, ends_on=span.ends_on, due_on=due_on, note=note.strip(),
        questions=questions, by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    Entry.objects.bulk_create(Entry(id=new_id(), round=made, region=r.code) for r in invited)
    record_event(
        by=by, action="open_round", subject=("round", made.id), region=region,
        detail={"period": span.code, "questions": len(questions), "invited": len(invited), "due_on": due_on.isoformat()},
        values=[made.note, *questions],
    )  # fmt: skip
    _tell_invited(made, ASKED, who=name_of(region), due=due_on.isoformat())
    return made


def _check_due(due_on: datetime.date, ends_on: datetime.date, today: datetime.date) -> None:
    first = max(today, ends_on + datetime.timedelta(days=1))
    if not first <= due_on <= first + LATEST:
        raise Refused(
            _("Batas pengiriman harus sesudah periode berakhir: dari %(first)s sampai %(last)s.")
            % {"first": formats.day(first), "last": formats.day(first + LATEST)}
        )


def _create(**row: object) -> Round:
    try:
        with transaction.atomic():
            return Round.objects.create(**row)
    except IntegrityError as twice:
        raise Conflict(_("Putaran untuk periode itu sudah dibuka. Batalkan dahulu bila isinya keliru.")) from twice  # fmt: skip


def _tell_invited(made: Round, text: str, **values: str) -> None:
    for entry in Entry.objects.unscoped("all of the round's").filter(round=made).select_related("round"):
        tell_reporters(entry, text, **values)


@transaction.atomic
def cancel_round(*, by: Actor, round: uuid.UUID, why: str) -> Round:
    """Opened by mistake: nobody need answer any more. What was once accepted keeps it from being cancelled."""
    found = Round.objects.for_actor(by, Permission.HOLD_ROUNDS).select_for_update().filter(id=round).first()
    if found is None:
        raise Refused(_("Putaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.region)
    if found.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan."))
    if not why.strip() or len(why) > LONGEST:
        raise Refused(_("Tulis alasan pembatalan; yang diundang akan membacanya."))
    entries = list(Entry.objects.unscoped("all of the round's").select_for_update().filter(round=found))
    if any(e.state == State.ACCEPTED for e in entries) or ever_accepted(found):
        raise Conflict(_("Sudah ada laporan yang pernah diterima; putaran ini tidak dapat dibatalkan lagi."))
    for entry in entries:
        withdraw(
            by=by, workflow=workflow_of(found.region), subject=("round_entry", entry.id), reason=why.strip()
        )
    found.cancelled_at, found.cancelled_why = timezone.now(), why.strip()
    found.save(update_fields=["cancelled_at", "cancelled_why"])
    record_event(
        by=by, action="cancel_round", subject=("round", found.id), region=found.region, reason=why.strip()
    )
    _tell_invited(found, CANCELLED, why=why.strip()[:200])
    return found
