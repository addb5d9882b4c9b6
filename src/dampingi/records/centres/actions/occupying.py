"""Who is in a unit, from when to when: never two at once, checked behind the unit's lock."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui.formats import day as written
from dampingi.records.businesses.models import Business
from dampingi.records.centres.actions.building import DEAREST, unit_of
from dampingi.records.centres.models import Occupancy
from dampingi.records.programmes.rosters import today_in

FIRST, LONGEST = datetime.date(1950, 1, 1), datetime.timedelta(days=20 * 366)


@transaction.atomic
def occupy(
    *, by: Actor, unit: uuid.UUID, business: uuid.UUID, starts_on: datetime.date, ends_on: datetime.date, fee: int | None = None
) -> Occupancy:  # fmt: skip
    found = unit_of(by, unit)
    shop = Business.objects.for_actor(by, Permission.MANAGE_CENTRES).filter(id=business, archived_at=None).first()  # fmt: skip
    if shop is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    if ends_on < starts_on:
        raise Refused(_("Kontrak berakhir sebelum dimulai. Perbaiki tanggalnya."))
    if not FIRST <= starts_on <= today_in(found.region) + LONGEST:
        raise Refused(_("Hari pertama kontrak terlalu lama berlalu, atau terlalu jauh di depan."))
    if ends_on - starts_on > LONGEST:
        raise Refused(_("Kontrak paling lama dua puluh tahun."))
    paid = found.fee if fee is None else fee
    if not 0 <= paid <= DEAREST:
        raise Refused(_("Sewa sebulan diisi 0 sampai Rp 1.000.000.000."))
    if found.retired_on and ends_on >= found.retired_on:
        raise Conflict(_("Unit itu sudah tidak dipakai."))
    rows = Occupancy.objects.unscoped("of a unit in hand").filter(unit=found, starts_on__lte=ends_on, ends_on__gte=starts_on)  # fmt: skip
    clash = next((o for o in rows.select_related("business") if o.until >= starts_on), None)
    if clash:
        raise Conflict(
            _("Unit itu dihuni %(name)s sampai %(day)s. Mulai sesudahnya, atau akhiri dahulu kontraknya.")
            % {"name": clash.business.name, "day": written(clash.until)}
        )
    made = Occupancy.objects.create(
        unit=found, business=shop, region=found.region, starts_on=starts_on, ends_on=ends_on, fee=paid, by_name=by.name[:150]
    )  # fmt: skip
    record_event(
        by=by, action="occupy_unit", subject=("centre_unit", found.id), region=found.region,
        detail={"from": starts_on.isoformat(), "to": ends_on.isoformat(), "fee": paid}, values=[str(shop.id)],
    )  # fmt: skip
    return made


@transaction.atomic
def leave_unit(
    *, by: Actor, unit: uuid.UUID, occupancy: uuid.UUID, on: datetime.date, reason: str
) -> Occupancy:
    """The business was in the unit on that day for the last time."""
    found = unit_of(by, unit)
    rows = Occupancy.objects.unscoped("of a unit in hand").select_for_update(no_key=True)
    held = rows.filter(unit=found, id=occupancy).first()
    if held is None:
        raise Refused(_("Kontrak itu tidak ada di unit ini."), status=404)
    if held.left_on:
        raise Conflict(_("Kontrak itu sudah diakhiri."))
    if not held.starts_on <= on <= min(held.ends_on, today_in(found.region)):
        raise Refused(_("Hari terakhir berada di dalam kontrak, dan paling lambat hari ini."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa usaha ini pergi."))
    held.left_on, held.leave_reason = on, reason.strip()[:300]
    held.save(update_fields=["left_on", "leave_reason"])
    record_event(
        by=by, action="leave_unit", subject=("centre_unit", found.id), region=found.region, reason=held.leave_reason,
        detail={"on": on.isoformat()},
    )  # fmt: skip
    return held
