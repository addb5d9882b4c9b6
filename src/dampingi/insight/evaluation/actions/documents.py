import uuid
from collections.abc import Sequence
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.enclosures import received
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.sealing import Seal
from dampingi.insight.evaluation.documents import asked, checks, mentor_of
from dampingi.insight.evaluation.intake import DocumentIntake
from dampingi.insight.evaluation.models import DocumentCheck, Evaluation, EvidenceFreeze, InstrumentLock

SEAL = Seal("documents", b"copy of a mentor's paper")
NOTE_LENGTH = 1000


@transaction.atomic
def check_documents(
    *, by: Actor, evaluation: Evaluation, mentor: uuid.UUID, rows: Sequence[DocumentIntake]
) -> list[DocumentCheck]:
    """Note which of a mentor's papers are there, after the lock and before the freeze. What says the same as before is not written again."""
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    Evaluation.objects.unscoped("its own steps").select_for_update(of=("self",)).get(id=evaluation.id)
    found = mentor_of(evaluation, mentor)
    _require_open(by, evaluation, found.user_id)
    _require_asked(evaluation, rows)
    held = {c.criterion: c for c in checks(evaluation, mentor)}
    made = [
        _noted(by, evaluation, mentor, row, held.get(row.criterion))
        for row in rows
        if not _same(row, held.get(row.criterion))
    ]
    if made:
        record_event(
            by=by, action="check_documents", subject=("mentor", mentor), region=evaluation.region,
            programme=evaluation.programme_id, detail={"evaluation": str(evaluation.id), "papers": len(made)},
            values=[[c.criterion, c.present, c.note, c.sha256] for c in made],
        )  # fmt: skip
    return made


def _require_open(by: Actor, evaluation: Evaluation, user: uuid.UUID) -> None:
    if by.user_id is None or by.user_id == user:
        raise Denied(_("Tidak seorang pun memeriksa dokumennya sendiri."))
    if not InstrumentLock.objects.filter(evaluation=evaluation).exists():
        raise Refused(_("Dokumen diperiksa sesudah instrumen dikunci."))
    if EvidenceFreeze.objects.filter(evaluation=evaluation).exists():
        raise Conflict(_("Bukti sudah dibekukan; yang keliru diperbaiki melalui sanggahan."))


def _require_asked(evaluation: Evaluation, rows: Sequence[DocumentIntake]) -> None:
    if not rows:
        raise Refused(_("Pilih ada atau tidak, sedikitnya untuk satu dokumen."))
    known = {c["key"] for c in asked(evaluation)}
    if {row.criterion for row in rows} - known or len({row.criterion for row in rows}) < len(rows):
        raise Refused(_("Instrumen ini tidak meminta dokumen itu. Muat ulang halaman ini."))


def _same(row: DocumentIntake, held: DocumentCheck | None) -> bool:
    return held is not None and not row.copy and (held.present, held.note) == (row.present, _note(row))


def _note(row: DocumentIntake) -> str:
    return row.note.strip()[:NOTE_LENGTH]


def _noted(
    by: Actor, evaluation: Evaluation, mentor: uuid.UUID, row: DocumentIntake, held: DocumentCheck | None
) -> DocumentCheck:  # fmt: skip
    """A copy that came before stays with the paper as long as it is said to be there."""
    kept = held if held and held.original and row.present and not row.copy else None
    if row.present and not (row.copy or kept or row.note.strip()):
        raise Refused(_("Unggah salinannya, atau tulis di mana aslinya disimpan."))
    made = DocumentCheck(
        evaluation=evaluation, mentor_id=mentor, criterion=row.criterion, present=row.present, note=_note(row),
        by=by.user_id, by_name=by.name,
    )  # fmt: skip
    if row.copy:
        paper = received(row.copy, SEAL)
        made.kind, made.sha256 = paper.kind, sha256(row.copy).hexdigest()
        made.original.save(f"{made.id}.bin", ContentFile(paper.original), save=False)
        if paper.shown:
            made.shown.save(f"{made.id}.bin", ContentFile(paper.shown), save=False)
    elif kept:
        made.kind, made.sha256, made.original, made.shown = kept.kind, kept.sha256, kept.original, kept.shown
    if held:
        held.replaced_at = timezone.now()
        held.save(update_fields=["replaced_at"])
    made.save(force_insert=True)
    return made
