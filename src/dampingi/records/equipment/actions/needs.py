"""A need is noted by the owner, their mentor or the office; it is closed by a handover or dropped with a reason."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.equipment.models import Award, Need
from dampingi.records.programmes.rosters import today_in

NOTE = Permission.NOTE_EQUIPMENT
LARGEST = 10**13


@transaction.atomic
def note_need(
    *, by: Actor, business: uuid.UUID, kind: str, item: str, why: str, estimate: int, id: uuid.UUID | None = None
) -> Need:  # fmt: skip
    """One open need a business and kind. Pressed twice (the same `id`) it is one."""
    shop = Business.objects.for_actor(by, NOTE).filter(id=business, archived_at=None).first()
    if shop is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    same = Need.objects.unscoped("one's own press").filter(id=id, business=shop).first() if id else None
    if same:
        return same
    if kind not in {k["code"] for k in load("equipment_kinds")}:
        raise Refused(_("Pilih jenis alat dari daftar."))
    if not item.strip() or not why.strip():
        raise Refused(_("Isi alat yang dibutuhkan dan untuk apa."))
    if not 0 < estimate <= LARGEST:
        raise Refused(_("Isi perkiraan harga lebih dari nol dan paling banyak Rp 10 triliun."))
    made = Need(
        region=shop.region, business=shop, kind=kind, item=item.strip()[:150], why=why.strip()[:500], estimate=estimate, door=_door(by),
        on=today_in(shop.region), by=by.user_id, by_name=by.name[:150], **({"id": id} if id else {}),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Usaha ini sudah mengusulkan alat sejenis yang belum selesai. Buka usulan itu, atau batalkan dahulu.")
        ) from error  # fmt: skip
    record_event(
        by=by, action="note_equipment_need", subject=("equipment_need", made.id), region=made.region,
        detail={"kind": kind, "estimate": estimate, "door": made.door}, values=[made.item, made.why],
    )  # fmt: skip
    return made


@transaction.atomic
def drop_need(*, by: Actor, need: uuid.UUID, reason: str) -> Need:
    found = _locked(by, need)
    if found.met_on or found.dropped_on:
        raise Conflict(_("Usulan ini sudah selesai atau dibatalkan. Muat ulang halaman."))
    if Award.objects.unscoped("of a need in hand").filter(need=found, voided_on=None).exists():
        raise Conflict(
            _("Usulan ini sudah masuk keputusan. Batalkan barisnya di halaman barang lebih dahulu.")
        )
    if not reason.strip():
        raise Refused(_("Tulis mengapa usulan ini dibatalkan."))
    found.dropped_on, found.drop_reason = today_in(found.region), reason.strip()[:300]
    found.save(update_fields=["dropped_on", "drop_reason"])
    record_event(
        by=by, action="drop_equipment_need", subject=("equipment_need", found.id), region=found.region, reason=found.drop_reason
    )  # fmt: skip
    return found


def _locked(by: Actor, id: uuid.UUID) -> Need:
    reached = Need.objects.for_actor(by, NOTE).filter(id=id)
    rows = Need.objects.unscoped("reach is checked by the id").select_for_update()
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Usulan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _door(by: Actor) -> str:
    reaches = {s.reach for s in by.scopes(NOTE)}
    if Reach.REGION in reaches:
        return Need.Door.OFFICE
    return Need.Door.MENTOR if Reach.CASELOAD in reaches else Need.Door.OWN
