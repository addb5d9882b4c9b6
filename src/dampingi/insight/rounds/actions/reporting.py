import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.ui import formats
from dampingi.insight.rounds.answers import settled
from dampingi.insight.rounds.flags import against_history, said
from dampingi.insight.rounds.freezing import Filled, body, filled
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.models import Door, Edition, Entry, State
from dampingi.insight.rounds.queries import reports_for
from dampingi.insight.rounds.workflow import workflow_of
from dampingi.records.programmes.rosters import today_in

OPEN = (State.EMPTY, State.DRAFT, State.RETURNED)


@transaction.atomic
def save_entry(*, by: Actor, entry: uuid.UUID, answers: Mapping[str, Any], seen: int) -> Entry:
    """Keep the draft. `seen` is the revision it was written upon: what somebody else saved since is not overwritten."""
    found = hold_entry(by, entry)
    if found.revision != seen:
        raise Conflict(
            _("%(name)s menyimpan isian ini lebih dahulu (%(at)s). Muat ulang halaman, lalu tambahkan perubahan Anda.")
            % {"name": found.saved_by_name or _("Orang lain"), "at": formats.moment(found.saved_at)}
        )  # fmt: skip
    asked = {q["code"] for q in found.round.questions}
    found.answers = {code: answer for code, answer in answers.items() if code in asked and answer}
    found.revision += 1
    found.writers = sorted({*found.writers, str(by.user_id)})
    found.saved_at, found.saved_by_name = timezone.now(), by.name[:150]
    found.state = State.DRAFT if found.state == State.EMPTY else found.state
    found.save()
    record_event(
        by=by, action="save_round_entry", subject=("round_entry", found.id), region=found.region,
        detail={"revision": found.revision, "answered": len(found.answers)}, values=[found.answers],
    )  # fmt: skip
    return found


def submit_entry(*, by: Actor, entry: uuid.UUID, seen: int) -> Edition:
    """Freeze the draft with what the system knows now, and put it before whoever asked."""
    looked = (
        Entry.objects.for_actor(by, Permission.REPORT_ROUNDS).select_related("round").filter(id=entry).first()
    )
    own = known(looked.round, looked.region) if looked else {}
    with transaction.atomic():
        found = hold_entry(by, entry)
        if found.revision != seen:
            raise Conflict(
                _("Isian ini berubah sejak Anda membukanya. Muat ulang halaman dan periksa sekali lagi.")
            )
        return freeze(by, found, own)


def hold_entry(by: Actor, id: uuid.UUID) -> Entry:
    """The entry, locked, open to be written by this person."""
    rows = Entry.objects.for_actor(by, Permission.REPORT_ROUNDS).select_for_update(of=("self",))
    found = rows.select_related("round").filter(id=id).first()
    if found is None:
        raise Refused(_("Isian itu tidak ada, atau di luar wilayah Anda."), status=404)
    if not reports_for(by, found.region):
        raise Denied(_("Isian ini diisi oleh wilayah yang diundang sendiri."))
    require_open(found)
    return found


def require_open(found: Entry) -> None:
    """Raises Conflict where the entry, held, is not to be written now."""
    found.round.refresh_from_db(fields=["cancelled_at"])  # as it is now that the entry is held
    if found.round.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan; tidak perlu diisi lagi."))
    if found.state not in OPEN:
        raise Conflict(
            _("Laporan ini sudah diajukan dan tidak dapat diubah selama diperiksa.") if found.state == State.SUBMITTED
            else _("Laporan ini sudah diterima. Minta yang mengundang membukanya kembali dengan alasan.")
        )  # fmt: skip


def _require_over(found: Entry) -> None:
    if today_in(found.region) <= found.round.ends_on:
        raise Refused(
            _("Periode baru berakhir %(day)s. Simpan dahulu isian Anda; ajukan sesudah hari itu.")
            % {"day": formats.day(found.round.ends_on)}
        )


def _require_whole(rows: list[Filled]) -> None:
    open_ = [row for row in rows if not settled(row["answer"])]
    if open_:
        raise Refused(
            ngettext(
                "%(n)d pertanyaan belum dijawab: %(first)s. Isi angkanya, atau pilih sebab tidak ada data.",
                "%(n)d pertanyaan belum dijawab, mulai dari %(first)s. Isi angkanya, atau pilih sebab tidak ada data.",
                len(open_),
            )
            % {"n": len(open_), "first": open_[0]["name"]}
        )  # fmt: skip


def _require_remarks(rows: list[Filled], odd: Mapping[str, Any]) -> None:
    """A number far from the region's own earlier ones is handed in with a word about it."""
    bare = [row for row in rows if row["code"] in odd and not row["answer"].get("remark")]
    if bare:
        raise Refused(
            _("%(name)s: %(why)s Periksa angkanya; bila benar, tulis keterangannya.")
            % {"name": bare[0]["name"], "why": said(bare[0], odd[bare[0]["code"]])}
        )


def freeze(by: Actor, found: Entry, own: Mapping[str, Any], *, door: str = Door.SCREEN) -> Edition:
    """The held entry as an edition, put before whoever asked. `own`: what the system knows (knowing.known)."""
    _require_over(found)
    rows = filled(found, found.answers, own)
    _require_whole(rows)
    odd = against_history(found, rows)
    _require_remarks(rows, odd)
    return _frozen(by, found, [row | {"flag": odd.get(row["code"])} for row in rows], door)


def _frozen(by: Actor, found: Entry, rows: list[Filled], door: str) -> Edition:
    frozen, number = body(found, rows), found.editions.count() + 1
    made = Edition.objects.create(
        entry=found, number=number, body=frozen, hash=digest(frozen), by=by.user_id, by_name=by.name[:150],
        makers=sorted({*found.writers, str(by.user_id)}), late=today_in(found.region) > found.round.due_on,
        door=door,
    )  # fmt: skip
    found.state, found.note, found.submitted_at = State.SUBMITTED, "", made.at
    found.save(update_fields=["state", "note", "submitted_at"])
    record_event(
        by=by, action="hand_in_round_entry", subject=("round_entry", found.id), region=found.region,
        detail={"edition": number, "content": made.hash, "late": made.late},
    )  # fmt: skip
    submit(
        by=by, workflow=workflow_of(found.round.region), subject=("round_entry", found.id), version=number, region=found.region,
        drafted_by=by.user_id,
    )  # fmt: skip
    return made
