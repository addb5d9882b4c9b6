"""What a unit looks like, and the renovation plan: items with cost, state, and photos before and after."""

import datetime
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.sealing import Seal
from dampingi.records.centres.actions.building import unit_of
from dampingi.records.centres.models import Condition, Picture, Repair
from dampingi.records.programmes.rosters import today_in

ORIGINALS = Seal("photos", b"centre photo")
DEAREST = 10_000_000_000_000
LONGEST = 4_000
AHEAD = datetime.timedelta(days=10 * 366)


def note_condition(
    *, by: Actor, unit: uuid.UUID, level: str, on: datetime.date, note: str = "", photo: bytes = b""
) -> Condition:
    shown = reencoded(photo) if photo else b""  # before the transaction: it takes its time
    with transaction.atomic():
        found = unit_of(by, unit)
        if level not in Condition.Level.values:
            raise Refused(_("Pilih baik, rusak ringan, atau rusak berat."))
        if not found.since - AHEAD <= on <= today_in(found.region):
            raise Refused(_("Kondisi dicatat untuk hari ini atau sebelumnya."))
        if level != Condition.Level.GOOD and not note.strip():
            raise Refused(_("Tulis apa yang rusak."))
        made = Condition.objects.create(
            unit=found, on=on, level=level, note=note.strip()[:LONGEST], by_name=by.name[:150]
        )
        if photo:
            _keep(found.region, Picture.Role.CONDITION, shown, photo, condition=made)
        record_event(
            by=by, action="note_condition", subject=("centre_unit", found.id), region=found.region,
            detail={"level": level, "photo": bool(photo)}, values=[made.note],
        )  # fmt: skip
    return made


@transaction.atomic
def plan_repair(*, by: Actor, unit: uuid.UUID, what: str, estimate: int, due_on: datetime.date) -> Repair:
    found = unit_of(by, unit)
    if not what.strip():
        raise Refused(_("Tulis apa yang diperbaiki."))
    _money(estimate)
    today = today_in(found.region)
    if not today <= due_on <= today + AHEAD:
        raise Refused(_("Rencana selesai paling cepat hari ini, paling lambat sepuluh tahun lagi."))
    made = Repair.objects.create(
        unit=found, region=found.region, what=what.strip()[:200], estimate=estimate, due_on=due_on, by_name=by.name[:150]
    )  # fmt: skip
    record_event(
        by=by, action="plan_repair", subject=("centre_repair", made.id), region=made.region, detail={"estimate": estimate},
        values=[made.what],
    )  # fmt: skip
    return made


@transaction.atomic
def update_repair(
    *, by: Actor, repair: uuid.UUID, state: str, cost: int | None = None, note: str = ""
) -> Repair:
    """On to its next state; done says what it cost, dropped says why."""
    found = repair_of(by, repair)
    if found.state in (Repair.State.DONE, Repair.State.DROPPED):
        raise Conflict(_("Perbaikan itu sudah selesai atau batal. Rencanakan yang baru bila perlu."))
    if state not in (Repair.State.RUNNING, Repair.State.DONE, Repair.State.DROPPED):
        raise Refused(_("Pilih dikerjakan, selesai, atau batal."))
    if state == Repair.State.DONE and cost is None:
        raise Refused(_("Isi biaya sebenarnya; 0 bila tanpa biaya."))
    if cost is not None:
        _money(cost)
    if state == Repair.State.DROPPED and not note.strip():
        raise Refused(_("Tulis mengapa perbaikan ini batal."))
    found.state, found.note = state, note.strip()[:300]
    found.cost = cost if state == Repair.State.DONE else None
    found.save(update_fields=["state", "note", "cost"])
    record_event(
        by=by, action="update_repair", subject=("centre_repair", found.id), region=found.region, reason=found.note,
        detail={"state": state, "cost": found.cost},
    )  # fmt: skip
    return found


def show_picture(*, by: Actor, repair: uuid.UUID, role: str, photo: bytes) -> Picture:
    if not photo:
        raise Refused(_("Pilih fotonya dahulu."))
    shown = reencoded(photo)
    with transaction.atomic():
        found = repair_of(by, repair)
        if role not in (Picture.Role.BEFORE, Picture.Role.AFTER):
            raise Refused(_("Pilih foto sebelum atau sesudah."))
        made = _keep(found.region, role, shown, photo, repair=found)
        record_event(
            by=by, action="show_picture", subject=("centre_repair", found.id), region=found.region, detail={"role": role}
        )  # fmt: skip
    return made


def repair_of(by: Actor, id: uuid.UUID) -> Repair:
    reached = Repair.objects.for_actor(by, Permission.MANAGE_CENTRES).filter(id=id)
    rows = Repair.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Perbaikan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _keep(region: str, role: str, shown: bytes, original: bytes, **of: object) -> Picture:
    made = Picture(region=region, role=role, **of)
    made.photo.save(f"{made.id}.jpg", ContentFile(shown), save=False)
    made.photo_original.save(f"{made.id}.bin", ContentFile(ORIGINALS.close(original)), save=False)
    made.save(force_insert=True)
    return made


def _money(amount: int) -> None:
    if not 0 <= amount <= DEAREST:
        raise Refused(_("Biaya tidak boleh kurang dari nol atau lebih dari Rp 10 triliun. Periksa angkanya."))
