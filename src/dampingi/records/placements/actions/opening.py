import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.engines.consignment import WHOLE, left
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui.formats import money
from dampingi.records.catalogue.models import MOST_RUPIAH
from dampingi.records.pacts.queries import require_agreement
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partner_of, today_in
from dampingi.records.placements.intake import PlacementIntake
from dampingi.records.placements.models import Line, Placement, Settlement
from dampingi.records.placements.queries import (
    SELLERS,
    is_active,
    lines_of,
    placeable,
    placement_of,
    placements,
)

LISTED = gettext_noop("%(product)s hendak dititipkan di %(partner)s dengan harga %(price)s. Setuju?")
KEEP = Permission.KEEP_PLACEMENTS
MOST = 100
FIRST = datetime.date(2000, 1, 1)


@transaction.atomic
def open_placement(*, by: Actor, told: PlacementIntake, id: uuid.UUID | None = None) -> Placement:
    """Goods may stand at this partner. The same `id` sent twice is one."""
    partner = partner_of(Partner.objects.for_actor(by, KEEP), told.partner)
    held = placements(by, KEEP).filter(id=id).first() if id else None
    if held:
        return held
    place = told.place.replace("\0", "").strip()
    wrong = [
        (partner.kind not in SELLERS, _("Mitra jenis ini tidak menjual barang titipan.")),
        (not is_active(partner), _("Kemitraan ini sudah berakhir. Pilih mitra lain.")),
        (not 0 < len(place) <= 120, _("Tulis di mana barangnya dipajang, misalnya rak di lobi.")),
        (not 0 <= told.share < WHOLE, _("Bagian mitra ditulis dalam persen, dari 0 sampai kurang dari 100.")),
        (not FIRST <= told.began_on <= today_in(partner.region), _("Tanggal mulainya belum tiba, atau terlalu lama berlalu.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    require_agreement(partner, today_in(partner.region))
    made = Placement(
        partner=partner, region=partner.region, share=told.share, began_on=told.began_on, place=place,
        **({"id": id} if id else {}),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # pressed twice at the same moment, or an id that is another's
        raise Conflict(_("Titip jual ini baru saja disimpan. Buka daftarnya.")) from None
    record(by, "open_placement", made, {"partner": str(partner.id), "share": told.share})
    return made


@transaction.atomic
def list_product(*, by: Actor, placement: uuid.UUID, product: uuid.UUID, price: int) -> Line:
    """Put a product of the catalogue on the list, at a price that stays."""
    found = running(by, KEEP, placement)
    what = placeable(by, found).filter(id=product).first()
    if what is None:
        raise Conflict(_("Produk itu sudah ada dalam daftar, atau tidak tayang lagi di katalog."))
    if not 0 < price <= MOST_RUPIAH:
        raise Refused(_("Harga ditulis dalam rupiah, lebih dari nol."))
    if found.lines.count() >= MOST:
        raise Refused(_("Paling banyak %(most)d produk pada satu tempat.") % {"most": MOST})
    made = Line.objects.create(placement=found, product=what, price=price)
    record(by, "list_placed_product", found, {"product": str(product), "price": price})
    _tell_owner(made)
    return made


@transaction.atomic
def end_placement(*, by: Actor, placement: uuid.UUID, on: datetime.date) -> Placement:
    """Nothing stands there any more: all was sold or taken back, and settled."""
    found = running(by, KEEP, placement)
    if not found.began_on <= on <= today_in(found.region):
        raise Refused(_("Periksa tanggal berakhirnya."))
    rows = lines_of(found)
    if any(left(row.stand) for row in rows):
        raise Conflict(_("Masih ada barang pada mitra. Catat terjual atau dikembalikan lebih dahulu."))
    open_ones = found.settlements.filter(state__in=(Settlement.State.PROPOSED, Settlement.State.AGREED))
    if any(row.sold > row.settled for row in rows) or open_ones.exists():
        raise Conflict(_("Masih ada penjualan yang belum dihitung atau dibayar."))
    found.ended_on = on
    found.save(update_fields=["ended_on"])
    record(by, "end_placement", found, {"on": on.isoformat()})
    return found


def _tell_owner(line: Line) -> None:
    owner = line.product.business.owner.user_id
    if owner:
        told = {
            "product": line.product.name,
            "partner": line.placement.partner.name,
            "price": money(line.price),
        }
        notify(users=[owner], text=LISTED, values=told, url=reverse("own_placements"))


def running(by: Actor, permission: Permission, id: uuid.UUID) -> Placement:
    """Locked: everything about one partner's shelf happens one after the other."""
    found = placement_of(placements(by, permission).select_for_update(of=("self",)), id)
    if found.ended_on:
        raise Conflict(_("Titip jual ini sudah berakhir."))
    return found


def record(by: Actor, action: str, placement: Placement, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action=action, subject=("placement", placement.id), region=placement.region, detail=detail
    )
