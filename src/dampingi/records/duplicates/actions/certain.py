"""Merging without asking, only from the certainty the office stated; one search is one batch that can be taken back."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.duplicates.actions.judge import merge_pair
from dampingi.records.duplicates.actions.unmerge import unmerge
from dampingi.records.duplicates.models import Certainty, Merge, MergeBatch, Pair, Search
from dampingi.records.duplicates.preview import better, same_owner
from dampingi.records.duplicates.queries.pairs import certainty_for

LOWEST = 0.99
WHY = "pairs in the region of an office that set a certainty"


@transaction.atomic
def set_certainty(*, by: Actor, region: str, at_least: float | None) -> Certainty:
    """From which probability on pairs are merged without asking; None: never."""
    by.require(Permission.MERGE_RECORDS, region=region)
    if at_least is not None and not LOWEST <= at_least < 1:
        raise Refused(
            _(
                "Kepastian paling rendah 99% dan di bawah 100%. Isi angka di antaranya, atau pilih tidak pernah."
            )
        )
    made = Certainty.objects.create(region=region, at_least=at_least, by=by.label, by_name=by.name)
    record_event(
        by=by,
        action="set_certainty",
        subject=("certainty", made.id),
        region=region,
        detail={"at_least": at_least},
    )
    return made


def merge_certain(search: Search) -> MergeBatch | None:
    """What the search found with the stated certainty, in one batch; None where the office wants none or there is none.

    A pair that the rules refuse (two NIKs, two participants) stays open for a person.
    """
    setting = certainty_for(search.region)
    if setting is None or setting.at_least is None:
        return None
    by = Actor.for_system(f"certainty {setting.at_least} set by {setting.by}")
    with transaction.atomic():
        waiting = list(_certain(search, setting.at_least))
        if not waiting:
            return None
        batch = MergeBatch.objects.create(search=search, region=search.region, at_least=setting.at_least)
        merged = sum(_merged(by, pair, batch) for pair in waiting)
        if not merged:
            batch.delete()
            return None
        search.counts = {**search.counts, "merged": merged}
        search.save(update_fields=["counts"])
    return batch


def _certain(search: Search, at_least: float):
    pairs = Pair.objects.unscoped(WHY).filter(
        inside(search.region, "left__region"), inside(search.region, "right__region"), state=Pair.State.OPEN,
        probability__gte=at_least, by_hand=False,
    )  # fmt: skip
    parted = (
        Merge.objects.unscoped(WHY).exclude(pair=None).exclude(undone_at=None)
    )  # a person said no already
    return (
        pairs.exclude(pk__in=parted.values("pair"))
        .select_related("left__owner", "right__owner")
        .order_by("-weight", "id")
    )


def _merged(by: Actor, pair: Pair, batch: MergeBatch) -> bool:
    pair.refresh_from_db()
    if pair.state != Pair.State.OPEN:  # a merge before this one took one of the two
        return False
    keep = better(pair.left, pair.right)
    try:
        with transaction.atomic():
            merge_pair(
                by=by, pair=pair.id, keep=keep.id, owners=same_owner(pair.left, pair.right), batch=batch
            )
    except Refused:
        return False
    return True


@transaction.atomic
def undo_batch(*, by: Actor, batch: uuid.UUID, reason: str) -> MergeBatch:
    """Part everything the batch merged, newest first; what cannot be parted yet is listed with the reason."""
    if not reason.strip():
        raise Refused(_("Tulis alasan memisahkan kembali."))
    reached = MergeBatch.objects.for_actor(by, Permission.MERGE_RECORDS).filter(id=batch)
    held = MergeBatch.objects.unscoped("reach checked").select_for_update(of=("self",)).filter(pk__in=reached.values("pk")).first()  # fmt: skip
    if held is None:
        raise Refused(_("Penggabungan otomatis itu tidak ada, atau di luar wilayah Anda."), status=404)
    if held.undone_at:
        raise Conflict(_("Penggabungan otomatis ini sudah dipisahkan kembali."))
    parted, kept = 0, []
    for merge in held.merges.filter(undone_at=None).order_by("-at", "-id"):
        try:
            with transaction.atomic():
                unmerge(by=by, merge=merge.id, reason=reason)
        except Refused as refusal:
            kept.append({"merge": str(merge.id), "why": refusal.message})
        else:
            parted += 1
    held.undone_at, held.undone_by = timezone.now(), by.label
    held.undo_summary = {"parted": parted, "kept": kept}
    held.save(update_fields=["undone_at", "undone_by", "undo_summary"])
    record_event(
        by=by, action="undo_merge_batch", subject=("merge_batch", held.id), region=held.region, reason=reason.strip(),
        detail={"parted": parted, "kept": len(kept)},
    )  # fmt: skip
    return held
