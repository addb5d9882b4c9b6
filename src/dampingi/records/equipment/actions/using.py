"""What became of an item: looked at on a day with a photo; called back with a reason once somebody else agreed."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.equipment.actions.decrees import AWARD
from dampingi.records.equipment.addresses import item_address
from dampingi.records.equipment.models import Handover, Recall, UseCheck
from dampingi.records.equipment.pictures import keep, taken
from dampingi.records.programmes.rosters import today_in

NAME = RECALL = "equipment_recall"
GONE = (UseCheck.State.LOST, UseCheck.State.SOLD)


def check_use(
    *, by: Actor, award: uuid.UUID, on: datetime.date, state: str, note: str = "", photo: bytes = b""
) -> UseCheck:
    picture = taken(photo) if photo else None
    with transaction.atomic():
        found = _out(by, award, Permission.CHECK_EQUIPMENT)
        if state not in UseCheck.State.values:
            raise Refused(_("Pilih keadaan barang dari daftar."))
        if not found.on <= on <= today_in(found.region):
            raise Refused(_("Pemeriksaan bertanggal sesudah serah terima dan paling lambat hari ini."))
        if state != UseCheck.State.IN_USE and not note.strip():
            raise Refused(_("Tulis mengapa barang tidak dipakai dan apa yang akan dilakukan."))
        if picture is None and state not in GONE:
            raise Refused(_("Ambil foto barangnya. Tanpa foto hanya barang yang hilang atau dijual."))
        made = UseCheck(
            handover=found, region=found.region, on=on, state=state, note=note.strip()[:500], by=by.user_id, by_name=by.name[:150]
        )  # fmt: skip
        if picture:
            keep(picture, made.photo, made.photo_original)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict(_("Barang ini sudah diperiksa pada hari itu. Pilih hari lain.")) from error
        record_event(
            by=by, action="check_equipment_use", subject=(AWARD, found.award_id), region=found.region,
            detail={"on": on.isoformat(), "state": state, "photo": picture is not None}, values=[made.note],
        )  # fmt: skip
    return made


@transaction.atomic
def propose_recall(*, by: Actor, award: uuid.UUID, reason: str) -> Recall:
    found = _out(by, award, Permission.MANAGE_EQUIPMENT)
    if by.user_id is None:
        raise Refused(_("Penarikan diusulkan oleh seorang petugas."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa barang ini ditarik."))
    made = Recall(
        handover=found, region=found.region, reason=reason.strip()[:500], by=by.user_id, by_name=by.name[:150]
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Penarikan barang ini sudah diusulkan. Tunggu putusannya.")) from error
    record_event(
        by=by, action="propose_equipment_recall", subject=(RECALL, made.id), region=found.region, reason=made.reason
    )  # fmt: skip
    submit(
        by=by, workflow=NAME, subject=(RECALL, made.id), version=1, region=ancestor(found.region, 2), drafted_by=by.user_id
    )  # fmt: skip
    return made


def approved(id: uuid.UUID, _version: int) -> None:
    Recall.objects.unscoped("decided").filter(id=id).update(state=Recall.State.APPROVED)
    made = Recall.objects.unscoped("decided").select_related("handover__award__need__business__owner").get(id=id)  # fmt: skip
    award = made.handover.award
    if award.need.business.owner.user_id:
        notify(
            users=[award.need.business.owner.user_id], text=gettext_noop("%(item)s ditarik kembali oleh dinas. Sebabnya ada di halaman barang."),
            values={"item": award.item}, url=item_address(award.id),
        )  # fmt: skip


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    rows = Recall.objects.unscoped("decided").filter(id=id)
    rows.update(state=Recall.State.RETURNED, returned_note=comment)


@transaction.atomic
def take_back(*, by: Actor, award: uuid.UUID, on: datetime.date, note: str = "") -> Recall:
    """The item is with the office again."""
    reached = Recall.objects.for_actor(by, Permission.MANAGE_EQUIPMENT).filter(
        handover__award=award, state=Recall.State.APPROVED
    )
    rows = Recall.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("handover").first()
    if found is None:
        raise Refused(_("Penarikan barang ini belum disetujui, atau di luar wilayah Anda."), status=404)
    if found.back_on:
        raise Conflict(_("Barang ini sudah tercatat kembali."))
    if not found.handover.on <= on <= today_in(found.region):
        raise Refused(_("Barang kembali sesudah serah terima dan paling lambat hari ini."))
    found.back_on, found.back_note = on, note.strip()[:300]
    found.save(update_fields=["back_on", "back_note"])
    record_event(
        by=by, action="take_equipment_back", subject=(RECALL, found.id), region=found.region, detail={"on": on.isoformat()}, values=[found.back_note]
    )  # fmt: skip
    return found


def _out(by: Actor, award: uuid.UUID, permission: Permission) -> Handover:
    """An item that was handed over and not called back, locked."""
    reached = Handover.objects.for_actor(by, permission).filter(award=award)
    rows = Handover.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("award").first()
    if found is None:
        raise Refused(_("Barang itu belum diserahkan, atau di luar wilayah Anda."), status=404)
    if found.recalls.filter(state=Recall.State.APPROVED).exists():
        raise Conflict(_("Barang ini sudah ditarik."))
    return found
