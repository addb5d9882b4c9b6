"""What changes about marketing interventions and the turnover beside them."""

import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import exists
from dampingi.records.businesses.models import Business
from dampingi.records.interventions.intake import InterventionIntake
from dampingi.records.interventions.models import MOST_RUPIAH, Intervention, Taker, Turnover
from dampingi.records.interventions.months import months_for
from dampingi.records.interventions.queries import intervention as reached
from dampingi.records.interventions.queries import interventions, taker_of
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partner_of
from dampingi.records.programmes.rosters import today_in

MANAGE, NOTE, CHECK = (
    Permission.MANAGE_INTERVENTIONS,
    Permission.NOTE_INTERVENTIONS,
    Permission.CHECK_INTERVENTIONS,
)
FIRST, LONGEST, AHEAD, MOST = (
    datetime.date(2000, 1, 1),
    datetime.timedelta(days=366),
    datetime.timedelta(days=731),
    500,
)


@transaction.atomic
def note_intervention(*, by: Actor, told: InterventionIntake, id: uuid.UUID | None = None) -> Intervention:
    """The same `id` sent twice is one."""
    by.require(MANAGE, region=told.region)
    held = interventions(by, MANAGE).filter(id=id).first() if id else None
    if held:
        return held
    title, note = _clean(told.title), _clean(told.note)
    today = today_in(told.region)
    wrong = [
        (not exists(told.region) or depth(told.region) < 2, _("Pilih kota, kecamatan, atau kelurahan intervensi ini.")),
        (told.kind not in Intervention.Kind.values, _("Pilih jenis intervensi dari daftar.")),
        (not 0 < len(title) <= 120, _("Isi nama intervensinya, paling panjang 120 huruf.")),
        (len(note) > 500, _("Keterangannya terlalu panjang. Ringkaslah menjadi 500 huruf.")),
        (told.ends_on < told.starts_on, _("Hari terakhirnya sebelum hari pertama. Periksa kedua tanggal.")),
        (not FIRST <= told.starts_on <= today + AHEAD, _("Hari pertamanya terlalu lama berlalu, atau lebih dari dua tahun lagi.")),
        (told.ends_on - told.starts_on > LONGEST, _("Satu intervensi paling lama setahun. Catat yang berikutnya tersendiri.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    partner = partner_of(Partner.objects.for_actor(by, MANAGE), told.partner) if told.partner else None
    made = Intervention(
        kind=told.kind, title=title, region=told.region, starts_on=told.starts_on, ends_on=told.ends_on, partner=partner, note=note,
        by_name=by.name, **({"id": id} if id else {}),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # pressed twice at the same moment, or an id that is another's
        raise Conflict(_("Intervensi ini baru saja disimpan. Buka daftarnya.")) from None
    _record(by, "note_intervention", made, {"kind": made.kind})
    return made


@transaction.atomic
def add_takers(*, by: Actor, intervention: uuid.UUID, businesses: list[uuid.UUID]) -> int:
    """How many are new; one that takes part already counts once."""
    found = reached(by, intervention, MANAGE)
    wanted = set(businesses)
    if not wanted:
        raise Refused(_("Centang sedikitnya satu usaha."))
    rows = {b.id: b for b in Business.objects.for_actor(by, MANAGE).filter(id__in=wanted, archived_at=None)}
    if set(rows) != wanted:
        raise Refused(_("Ada usaha di luar wilayah Anda atau sudah diarsipkan. Cari lagi."), status=404)
    held = set(found.takers.filter(left_at=None).values_list("business", flat=True))
    new = [rows[id] for id in wanted - held]
    if len(held) + len(new) > MOST:
        raise Refused(_("Paling banyak %(most)d usaha dalam satu intervensi.") % {"most": MOST})
    made = [Taker(intervention=found, business=b, region=b.region, by_name=by.name) for b in new]
    try:
        with transaction.atomic():
            Taker.objects.bulk_create(made)
    except IntegrityError:
        raise Conflict(_("Daftarnya baru saja diubah orang lain. Muat ulang halaman.")) from None
    if made:
        _record(by, "add_takers", found, {"businesses": sorted(str(b.id) for b in new)})
    return len(made)


@transaction.atomic
def take_out(*, by: Actor, taker: uuid.UUID, reason: str) -> Taker:
    """It did not take part after all; what was noted of it stays, and counts no more."""
    rows = Taker.objects.for_actor(by, MANAGE).filter(left_at=None).select_related("intervention")
    found, reason = taker_of(rows, taker), _clean(reason)
    if not 0 < len(reason) <= 300:
        raise Refused(_("Tulis alasannya, paling panjang 300 huruf."))
    if not rows.filter(id=found.id).update(left_at=timezone.now(), left_reason=reason):
        raise Conflict(_("Usaha itu sudah dikeluarkan."))
    _record(by, "take_out_taker", found.intervention, {"business": str(found.business_id)})
    return found


@transaction.atomic
def note_turnover(*, by: Actor, taker: uuid.UUID, side: str, month: datetime.date, amount: int) -> Turnover:
    """What the owner says, asked or written by themselves; a correction is the next number."""
    rows = Taker.objects.for_actor(by, NOTE).filter(left_at=None)
    found = taker_of(rows.select_for_update(of=("self",)).select_related("intervention"), taker)
    if side not in Turnover.Side.values:
        raise Refused(_("Pilih sebelum atau sesudah."))
    if month not in months_for(found.intervention, side, today_in(found.region)):
        raise Refused(_("Pilih bulan penuh yang sudah berakhir, paling jauh setahun dari intervensinya."))
    if not 0 <= amount <= MOST_RUPIAH:
        raise Refused(_("Omzet sebulan diisi 0 atau lebih, dalam rupiah utuh."))
    last = found.turnovers.filter(side=side).order_by("-number").first()
    if last and (last.month, last.amount) == (month, amount):
        return last
    made = Turnover.objects.create(
        taker=found, side=side, number=last.number + 1 if last else 1, month=month, amount=amount, by=by.user_id, by_name=by.name
    )  # fmt: skip
    _record(by, "note_intervention_turnover", found.intervention, {"side": side, "number": made.number})
    return made


@transaction.atomic
def check_turnover(*, by: Actor, turnover: uuid.UUID, paper: str) -> Turnover:
    """Somebody else compared it with the business's papers."""
    rows = Taker.objects.for_actor(by, CHECK).filter(left_at=None)
    found = Turnover.objects.filter(taker__in=rows, id=turnover).select_related("taker__intervention").first()
    if found is None:
        raise Refused(_("Angka itu tidak ada, atau bukan untuk Anda."), status=404)
    if by.user_id is not None and by.user_id == found.by:
        raise Denied(_("Angka yang Anda catat dicocokkan orang lain."))
    if paper not in Turnover.Paper.values:
        raise Refused(_("Pilih dengan apa angkanya dicocokkan."))
    if found.number != found.taker.turnovers.filter(side=found.side).aggregate(top=Max("number"))["top"]:
        raise Conflict(_("Angka itu sudah dibetulkan. Cocokkan yang terbaru."))
    told: dict[str, Any] = {"paper": paper, "checked_by_name": by.name, "checked_at": timezone.now()}
    if not Turnover.objects.filter(id=found.id, paper="").update(**told):
        raise Conflict(_("Angka itu sudah dicocokkan."))
    _record(by, "check_intervention_turnover", found.taker.intervention, {"side": found.side, "paper": paper})
    found.refresh_from_db()
    return found


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()


def _record(by: Actor, action: str, found: Intervention, detail: dict[str, Any]) -> None:
    record_event(by=by, action=action, subject=("intervention", found.id), region=found.region, detail=detail)
