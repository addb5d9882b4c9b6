import datetime
import uuid
from collections.abc import Callable
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.ui import formats
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import managed, partner_of

MANAGE = Permission.MANAGE_PARTNERS
LONGEST = {"name": 150, "address": 200, "needs": 2_000, "offers": 2_000}
FIRST, REASON = datetime.date(2000, 1, 1), 300


@transaction.atomic
def register_partner(*, by: Actor, told: PartnerIntake, id: uuid.UUID | None = None) -> Partner:
    """Note an organisation the office works with. The same `id` sent twice is one."""
    by.require(MANAGE, region=told.region)
    held = managed(by).filter(id=id).first() if id else None
    if held:
        return held
    if id and Partner.objects.unscoped("whether the form was used before").filter(id=id).exists():
        raise Conflict(_("Formulir ini sudah pernah dipakai. Buka formulir baru dari daftar mitra."))
    made = Partner(**_values(told), **({"id": id} if id else {}))
    _save(lambda: made.save(force_insert=True))
    record_event(
        by=by, action="register_partner", subject=("partner", made.id), region=made.region, values=[made.name],
    )  # fmt: skip
    return made


@transaction.atomic
def correct_partner(*, by: Actor, partner: uuid.UUID, told: PartnerIntake, reason: str = "") -> Partner:
    """Change what is noted; old and new are kept."""
    found = _locked(by, partner)
    by.require(MANAGE, region=told.region)
    values = _values(told)
    changed: dict = {}
    _save(lambda: changed.update(change(by=by, record=found, kind="partner", values=values, reason=reason)))
    if changed:
        record_event(
            by=by, action="correct_partner", subject=("partner", found.id), region=found.region, reason=reason,
            detail={"fields": sorted(changed)},
        )  # fmt: skip
    return found


@transaction.atomic
def end_partner(*, by: Actor, partner: uuid.UUID, on: datetime.date, reason: str) -> Partner:
    """The office works with it no longer: nothing new is asked of it from that day."""
    found = _locked(by, partner)
    reason = reason.strip()
    if found.ended_on:
        raise Conflict(_("Kemitraan ini sudah berakhir pada %(day)s.") % {"day": formats.day(found.ended_on)})
    if not reason or len(reason) > REASON:
        raise Refused(_("Tulis alasan berakhir, paling panjang %(most)d huruf.") % {"most": REASON})
    if not FIRST <= on <= datetime.date(2200, 1, 1):
        raise Refused(_("Periksa tanggal berakhirnya kemitraan."))
    change(
        by=by, record=found, kind="partner", values={"ended_on": on, "ended_reason": reason}, reason=reason
    )
    record_event(
        by=by, action="end_partner", subject=("partner", found.id), region=found.region, reason=reason,
        detail={"on": on.isoformat()},
    )  # fmt: skip
    return found


@transaction.atomic
def resume_partner(*, by: Actor, partner: uuid.UUID) -> Partner:
    """Work with it again."""
    found = _locked(by, partner)
    if found.ended_on is None:
        raise Conflict(_("Kemitraan ini masih berjalan."))
    change(by=by, record=found, kind="partner", values={"ended_on": None, "ended_reason": ""})
    record_event(by=by, action="resume_partner", subject=("partner", found.id), region=found.region)
    return found


def _locked(by: Actor, id: uuid.UUID) -> Partner:
    return partner_of(managed(by).select_for_update(of=("self",)), id)


def _save(write: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        raise Conflict(
            _("Mitra dengan nama itu sudah tercatat di wilayah ini. Buka dan lengkapi catatan yang ada.")
        ) from None


def _values(told: PartnerIntake) -> dict[str, str]:
    values = {k: v.replace("\0", "").strip() for k, v in asdict(told).items()}
    wrong = [
        (not values["name"], _("Isi nama mitra.")),
        (told.kind not in source_names("partner_kinds"), _("Pilih jenis mitra dari daftar.")),
        (not (1 <= depth(told.region) <= 4 and exists(told.region)), _("Pilih wilayah kerja sama dari daftar.")),
        (any(len(values[k]) > most for k, most in LONGEST.items()), _("Tulisannya terlalu panjang. Ringkaslah.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    return values
