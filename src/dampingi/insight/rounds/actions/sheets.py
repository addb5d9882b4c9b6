import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds.actions.reporting import freeze, hold_entry, require_open, save_entry
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.models import Door, Edition, Entry, Letter
from dampingi.insight.rounds.papers import Paper, received
from dampingi.insight.rounds.queries import require_holds
from dampingi.insight.rounds.sheet_reading import opened_sheet, taken
from dampingi.insight.rounds.workflow import tell_reporters

LONGEST = 100
HANDED_IN = gettext_noop("%(who)s mengajukan laporan pemantauan %(period)s atas nama wilayah Anda, dengan surat pengantar.")  # fmt: skip


def take_sheet(*, by: Actor, entry: uuid.UUID, content: bytes) -> Entry:
    """Fill the draft from a sheet that came back, wholly or not at all; handing it in is a press of its own."""
    read = opened_sheet(content)
    with transaction.atomic():
        found = hold_entry(by, entry)
        told = taken(read, found)
        saved = save_entry(by=by, entry=entry, answers=told, seen=found.revision)
        saved.sheet = {"made": read.marks["made"], "revision": saved.revision}
        saved.save(update_fields=["sheet"])
        return saved


def hand_in_on_behalf(
    *, by: Actor, entry: uuid.UUID, content: bytes, letter: bytes, letter_number: str
) -> Edition:
    """What a region sent on paper, handed in by whoever asked, with its covering letter. Another person checks it."""
    number = letter_number.strip()
    if not number or len(number) > LONGEST:
        raise Refused(_("Tulis nomor surat pengantarnya, paling panjang %(most)d huruf.") % {"most": LONGEST})
    looked = _held(by, entry)
    read, paper = opened_sheet(content), received(letter)
    own = known(looked.round, looked.region)
    with transaction.atomic():
        found = _held(by, entry, lock=True)
        require_open(found)
        found.answers, found.revision = taken(read, found), found.revision + 1
        found.writers = sorted({*found.writers, str(by.user_id)})
        found.saved_by_name = by.name[:150]
        found.save(update_fields=["answers", "revision", "writers", "saved_by_name"])
        made = freeze(by, found, own, door=Door.BEHALF)
        _enclose(by, made, paper, letter, number)
        tell_reporters(found, HANDED_IN, who=by.name)
        return made


def _held(by: Actor, id: uuid.UUID, *, lock: bool = False) -> Entry:
    rows = Entry.objects.for_actor(by, Permission.VIEW_ROUNDS).select_related("round").filter(id=id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise Refused(_("Isian itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.round.region)
    return found


def _enclose(by: Actor, edition: Edition, paper: Paper, raw: bytes, number: str) -> None:
    made = Letter(edition=edition, number=number, kind=paper.kind, bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest())  # fmt: skip
    made.original.save(f"{made.id}", ContentFile(paper.original), save=False)
    if paper.shown:
        made.shown.save(f"{made.id}", ContentFile(paper.shown), save=False)
    made.save()
    record_event(
        by=by, action="enclose_round_letter", subject=("round_entry", edition.entry_id), region=edition.entry.region,
        detail={"edition": edition.number, "file": made.sha256}, values=[number],
    )  # fmt: skip
