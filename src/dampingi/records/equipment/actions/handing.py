"""The handover (BAST): noted on the spot with a photo, then confirmed by who received, in their account or by a signature on paper."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.holdings import Sum
from dampingi.records.equipment.actions.decrees import AWARD, awarded
from dampingi.records.equipment.addresses import item_address
from dampingi.records.equipment.models import Award, Handover
from dampingi.records.equipment.pictures import keep, taken
from dampingi.records.programmes.rosters import today_in

HALF, YEAR = datetime.timedelta(days=182), datetime.timedelta(days=365)


@dataclass(frozen=True)
class Given:
    """What the paper says: when and where, between whom, and how the item is."""

    on: datetime.date
    place: str
    giver_name: str
    giver_position: str
    receiver_name: str
    condition: str
    serial: str = ""


def hand_over(*, by: Actor, award: uuid.UUID, given: Given, photo: bytes) -> Handover:
    """Once; what was reserved for the line is owed from now on."""
    if not photo:
        raise Refused(_("Ambil foto barang bersama penerimanya."))
    picture = taken(photo)
    with transaction.atomic():
        found = awarded(by, award, Permission.MANAGE_EQUIPMENT)
        _check(found, given)
        made = Handover(
            award=found, region=found.region, on=given.on, half_on=given.on + HALF, year_on=given.on + YEAR, place=given.place.strip()[:200], serial=given.serial.strip()[:80],
            condition=given.condition.strip()[:300], giver_name=given.giver_name.strip()[:150], giver_position=given.giver_position.strip()[:150],
            receiver_name=given.receiver_name.strip()[:150], by=by.user_id, by_name=by.name[:150],
        )  # fmt: skip
        keep(picture, made.photo, made.photo_original)
        made.save(force_insert=True)
        found.need.met_on = given.on
        found.need.save(update_fields=["met_on"])
        if found.decree.budget:
            row = Sum((AWARD, found.id), found.amount, f"equipment_owed:{found.id}", found.item)
            holdings.owe(
                by=by, budget=found.decree.budget, rows=[row], on=given.on, reference=found.decree.title
            )
        record_event(
            by=by, action="hand_equipment_over", subject=(AWARD, found.id), region=found.region,
            detail={"on": given.on.isoformat(), "serial": bool(made.serial)}, values=[made.giver_name, made.receiver_name, made.condition],
        )  # fmt: skip
        _ask(found)
    return made


def _check(found: Award, given: Given) -> None:
    if hasattr(found, "handover"):
        raise Conflict(_("Barang ini sudah diserahkan. Muat ulang halaman."))
    if not found.decree.on <= given.on <= today_in(found.region):
        raise Refused(_("Serah terima dicatat sesudah keputusan dan paling lambat hari ini."))
    said = (given.place, given.giver_name, given.giver_position, given.receiver_name, given.condition)
    if not all(each.strip() for each in said):
        raise Refused(_("Isi tempat, kedua pihak, dan keadaan barang."))


def _ask(found: Award) -> None:
    user = found.need.business.owner.user_id
    if user:
        notify(
            users=[user], text=gettext_noop("%(item)s sudah diserahkan. Benarkan bahwa Anda menerimanya."),
            values={"item": found.item}, url=item_address(found.id),
        )  # fmt: skip


@transaction.atomic
def confirm_own(*, by: Actor, award: uuid.UUID) -> Handover:
    """The recipient says in their own account that they received it."""
    if not any(s.reach is Reach.OWN for s in by.scopes(Permission.NOTE_EQUIPMENT)):
        raise Denied(
            _("Penerima sendiri yang membenarkan; dinas mengunggah berita acara yang ditandatangani.")
        )
    found = _handed(by, award, Permission.NOTE_EQUIPMENT)
    return _confirmed(by, found, Handover.Confirmed.OWN)


def confirm_paper(*, by: Actor, award: uuid.UUID, photo: bytes) -> Handover:
    """The office keeps a photo of the paper both signed."""
    if not photo:
        raise Refused(_("Foto berita acara yang sudah ditandatangani kedua pihak."))
    picture = taken(photo)
    with transaction.atomic():
        found = _handed(by, award, Permission.MANAGE_EQUIPMENT)
        keep(picture, found.signed, found.signed_original)
        return _confirmed(by, found, Handover.Confirmed.PAPER)


def _handed(by: Actor, award: uuid.UUID, permission: Permission) -> Handover:
    reached = Handover.objects.for_actor(by, permission).filter(award=award)
    rows = Handover.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("award").first()
    if found is None:
        raise Refused(_("Serah terima itu tidak ada, atau bukan milik Anda."), status=404)
    if found.confirmed_at:
        raise Conflict(_("Penerimaan barang ini sudah dibenarkan."))
    return found


def _confirmed(by: Actor, found: Handover, how: str) -> Handover:
    found.confirmed_at, found.confirmed_how, found.confirmed_by = timezone.now(), how, by.name[:150]
    found.save(update_fields=["confirmed_at", "confirmed_how", "confirmed_by", "signed", "signed_original"])
    record_event(
        by=by,
        action="confirm_equipment",
        subject=(AWARD, found.award_id),
        region=found.region,
        detail={"how": how},
    )
    return found
