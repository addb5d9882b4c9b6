"""Two records become one. Nothing is deleted, and every value that changes is written down to be taken back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.revisions.actions import change, plain
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.models import Business, Person
from dampingi.records.duplicates.actions.settle import RELATION, settle
from dampingi.records.duplicates.attachments import Attachment, Clash, attachments
from dampingi.records.duplicates.facets import ABSORB, FACETS, KEEP, KINDS, taken_over
from dampingi.records.duplicates.models import Merge, MergeBatch, Move, Pair
from dampingi.records.duplicates.rules import accounts, contradictions, standing_after

Choices = Mapping[str, str]
REVISED = {Business: "business", Person: "person"}
AUDITED = {"business": "merge_businesses", "person": "merge_persons"}


@dataclass
class Merging:
    """One merge while it is being made."""

    by: Actor
    row: Merge
    moves: list[Move] = field(default_factory=list)

    def wrote(self, relation: str, row: uuid.UUID, changes: Mapping[str, Any]) -> None:
        for name, (old, new) in changes.items():
            self.moves.append(
                Move(merge=self.row, position=len(self.moves), relation=relation, row=row, field=name, old=old, new=new)
            )  # fmt: skip

    def set(self, relation: str, record: Any, values: dict[str, Any]) -> None:
        """Through the revisions where the record has a history."""
        kind = REVISED.get(type(record), relation)
        self.wrote(
            relation,
            record.pk,
            change(
                by=self.by,
                record=record,
                kind=kind,
                values=values,
                origin=self.row.origin,
                act="merge",
                reason=self.row.reason,
            ),
        )


@transaction.atomic
def merge_businesses(
    *,
    by: Actor,
    keep: uuid.UUID,
    absorb: uuid.UUID,
    choices: Choices | None = None,
    reason: str = "",
    owners: bool = False,
    despite: bool = False,
    pair: Pair | None = None,
    batch: MergeBatch | None = None,
) -> Merge:
    """`keep` takes over what it lacks and what `choices` ({facet: 'keep' or 'absorb'}) say; what hung on `absorb` moves.

    `owners` merges their owners too, where they are two people. Two NIKs or NIBs are refused unless `despite` and a reason.
    """
    kept, absorbed = _held(Business, by, keep, absorb)
    _allowed(kept, absorbed, despite, reason)
    chosen = _checked(Business, choices)
    merge = _begun(by, kept, absorbed, reason, pair=pair, batch=batch)
    if owners and kept.owner_id != absorbed.owner_id:
        swapped = chosen.get("owner") == ABSORB
        one, other = (absorbed, kept) if swapped else (kept, absorbed)
        _merge_owners(by, one.owner_id, other.owner_id, reason, merge)
        chosen = {**chosen, "owner": KEEP}
        kept.refresh_from_db()
        absorbed.refresh_from_db()
    return _carry_out(by, merge, kept, absorbed, chosen)


@transaction.atomic
def merge_persons(
    *,
    by: Actor,
    keep: uuid.UUID,
    absorb: uuid.UUID,
    choices: Choices | None = None,
    reason: str = "",
    despite: bool = False,
) -> Merge:
    """Two records of one person: what they own and take part in becomes one person's."""
    kept, absorbed = _held(Person, by, keep, absorb)
    _allowed(kept, absorbed, despite, reason)
    return _carry_out(by, _begun(by, kept, absorbed, reason), kept, absorbed, _checked(Person, choices))


def _merge_owners(by: Actor, keep: uuid.UUID, absorb: uuid.UUID, reason: str, merge: Merge) -> None:
    kept, absorbed = _held(Person, by, keep, absorb)
    _refuse_accounts(kept, absorbed)
    _carry_out(by, _begun(by, kept, absorbed, reason, part_of=merge), kept, absorbed, {})


def _held(model: Any, by: Actor, keep: uuid.UUID, absorb: uuid.UUID) -> tuple[Any, Any]:
    """Both records, locked in the order of their ids so that two people merging the same pair do not wait for each other."""
    if keep == absorb:
        raise Refused(_("Kedua data itu satu data yang sama. Pilih dua data yang berbeda."))
    reached = model.objects.for_actor(by, Permission.MERGE_RECORDS).filter(id__in=[keep, absorb])
    rows = (
        model.objects.unscoped("reach checked by the ids")
        .select_for_update(of=("self",))
        .filter(pk__in=reached.values("pk"))
    )
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) < 2:
        raise Refused(
            _(
                "Salah satu data itu tidak ada, atau di luar wilayah Anda. Penggabungan memerlukan wewenang atas keduanya."
            ),
            status=404,
        )
    for row in found.values():
        _refuse_gone(row)
    return found[keep], found[absorb]


def _refuse_gone(row: Any) -> None:
    if row.merged_into_id:
        raise Conflict(
            _("%(name)s sudah digabungkan ke data lain. Muat ulang halaman untuk melihat keadaan terakhir.")
            % {"name": row.name}
        )
    if row.archived_at:
        raise Conflict(_("%(name)s ada di arsip. Pulihkan lebih dulu, baru gabungkan.") % {"name": row.name})


def _allowed(keep: Any, absorb: Any, despite: bool, reason: str) -> None:
    against = contradictions(keep, absorb)
    if against and not despite:
        raise Refused(
            _(
                "%(against)s Ini hampir pasti dua data yang berbeda. Bila Anda yakin sama, centang konfirmasi dan tulis alasannya."
            )
            % {"against": " ".join(against)}
        )
    if against and len(reason.strip()) < 10:
        raise Refused(
            _("Tulis alasan yang jelas (paling sedikit 10 huruf) mengapa keduanya tetap digabungkan.")
        )
    if isinstance(keep, Person):
        _refuse_accounts(keep, absorb)


def _refuse_accounts(keep: Person, absorb: Person) -> None:
    if told := accounts(keep, absorb):
        raise Refused(told)


def _checked(model: type, choices: Choices | None) -> dict[str, str]:
    chosen = dict(choices or {})
    known = {facet.code for facet in FACETS[model]}
    if strange := chosen.keys() - known:
        raise Refused(_("Pilihan ini tidak dikenal: %(names)s.") % {"names": ", ".join(sorted(strange))})
    if set(chosen.values()) - {KEEP, ABSORB}:
        raise Refused(_("Untuk setiap kolom, pilih nilai dari salah satu data."))
    return chosen


def _begun(by: Actor, keep: Any, absorb: Any, reason: str, **more: Any) -> Merge:
    made = Merge(
        kind=REVISED[type(keep)], keep=keep.pk, absorbed=absorb.pk, region=keep.region, other_region=absorb.region,
        by=by.label, by_name=by.name, reason=reason.strip(), **more,
    )  # fmt: skip
    door = "command" if by.system else "page"
    made.origin = open_origin(by=by, door=door, reference=f"merge {made.id}")
    made.save(force_insert=True)
    return made


def _carry_out(by: Actor, row: Merge, keep: Any, absorb: Any, choices: Choices) -> Merge:
    model = KINDS[row.kind]
    merging = Merging(by, row)
    clashes = {
        a.key: a.clashes(keep, absorb) for a in attachments(model)
    }  # as they stood before this merge wrote anything
    values = taken_over(keep, absorb, choices)
    if "region" in values:
        by.require(Permission.MERGE_RECORDS, region=values["region"])
    away: dict[str, Any] = {"archived_at": timezone.now(), "merged_into_id": keep.pk}
    if values.get("user_id"):
        away["user_id"] = None
    merging.set("absorbed", absorb, away)
    merging.set("keep", keep, values)
    try:
        with transaction.atomic():
            for attachment in attachments(model):
                _move(merging, attachment, keep, absorb, clashes[attachment.key])
    except IntegrityError as error:
        raise Refused(
            _(
                "Ada data terkait yang hanya boleh satu pada tiap orang atau usaha, dan keduanya memilikinya. Selesaikan salah satunya lebih dulu."
            )
        ) from error
    if model is Business:
        _stand(merging, keep, absorb)
        for pair, before, now in settle(keep, absorb):
            merging.wrote(RELATION, pair, {"state": (before, now)})
    insert_objects(merging.moves)
    row.save(update_fields=["held", "stayed"])
    record_event(
        by=by, action=AUDITED[row.kind], subject=(row.kind, keep.pk),
        region=row.region, reason=row.reason, detail={"absorbed": str(absorb.pk), "merge": str(row.id), "moved": len(merging.moves)},
        values=[(m.relation, str(m.row), m.field, m.old, m.new) for m in merging.moves],
    )  # fmt: skip
    return row


def _move(merging: Merging, attachment: Attachment, keep: Any, absorb: Any, found: list[Clash]) -> None:
    clashes = {clash.row.pk: clash for clash in found}
    _refuse_blocked(found)
    own = list(attachment.rows(keep).values_list("pk", flat=True))
    if own:
        merging.row.held[attachment.key] = [str(id) for id in own]
    if attachment.follows:
        for row in attachment.rows(keep).select_for_update():
            _write(merging, attachment, row, attachment.place(row, keep))
    for row in attachment.rows(absorb).select_for_update():
        clash = clashes.get(row.pk)
        if clash is None:
            _reattach(merging, attachment, row, keep)
            continue
        merging.row.stayed.append({"relation": attachment.key, "row": str(row.pk), "why": clash.why})
        if clash.values:
            _write(merging, attachment, row, clash.values)


def _stand(merging: Merging, keep: Business, absorb: Business) -> None:
    """Written beside the revisions, as verifying does: nobody changed the record."""
    looks = {m.row for m in merging.moves if m.relation == "businesses.verification.business"}
    values = standing_after(keep, absorb, looks)
    before = {name: getattr(keep, name) for name in values}
    if values and values != before:
        Business.objects.unscoped("locked above").filter(pk=keep.pk).update(**values)
        merging.wrote("keep", keep.pk, {n: (plain(before[n]), plain(v)) for n, v in values.items()})


def _refuse_blocked(clashes: Any) -> None:
    blocking: Clash | None = next((clash for clash in clashes if clash.blocks), None)
    if blocking:
        raise Refused(blocking.why)


def _reattach(merging: Merging, attachment: Attachment, row: Any, keep: Any) -> None:
    target = attachment.model._meta.get_field(attachment.field).attname
    _write(merging, attachment, row, {**attachment.place(row, keep), target: keep.pk})


def _write(merging: Merging, attachment: Attachment, row: Any, values: dict[str, Any]) -> None:
    if not values:
        return
    if type(row) in REVISED:
        merging.set(attachment.key, row, values)
        return
    before = {name: getattr(row, name) for name in values}
    attachment.model._base_manager.filter(pk=row.pk).update(**values)
    merging.wrote(
        attachment.key, row.pk, {name: (plain(before[name]), plain(new)) for name, new in values.items()}
    )
