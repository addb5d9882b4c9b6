"""Who wants a stall says so once; what is still missing is told at once."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.markets.models import Seller, Turn
from dampingi.records.markets.readiness import PIRT, food
from dampingi.records.programmes.rosters import today_in

MOST_TURNS = 10


@transaction.atomic
def join(
    *, by: Actor, business: uuid.UUID, goods: str, days: Sequence[int], most: int = 2, pirt: str = "", shown: bool = False
) -> Seller:  # fmt: skip
    """The business wants stalls from now on, or wants them otherwise than before."""
    shop = spoken_for(by, business)
    if goods not in source_names("market_goods"):
        raise Refused(_("Pilih apa yang dijual dari daftar."))
    wanted = sorted(set(days))
    if not wanted or any(d not in range(7) for d in wanted):
        raise Refused(_("Pilih paling sedikit satu hari berjualan."))
    if not 1 <= most <= MOST_TURNS:
        raise Refused(_("Giliran dalam satu jadwal diisi 1 sampai %(most)d.") % {"most": MOST_TURNS})
    number = pirt.strip()
    if number and not PIRT.fullmatch(number):
        raise Refused(
            _("Nomor PIRT terdiri dari 15 angka, misalnya 2063276010001-30. Periksa lagi pada sertifikatnya.")
        )
    if number and goods not in food():
        number = ""
    rows = Seller.objects.unscoped("reach of the business is checked").select_for_update(no_key=True)
    found = rows.filter(business=shop, withdrawn_at=None).first() or Seller(business=shop)
    found.region, found.goods, found.days, found.most = shop.region, goods, wanted, most
    found.pirt, found.shown = number, shown
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:
        raise Conflict(
            _("Minat lapak usaha ini baru saja dicatat orang lain. Muat ulang halamannya.")
        ) from error
    _named_from_now(shop, shown)
    record_event(
        by=by, action="join_markets", subject=("market_seller", found.id), region=found.region,
        detail={"goods": goods, "days": wanted, "most": most, "shown": shown}, values=[number],
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw(*, by: Actor, business: uuid.UUID) -> Seller:
    shop = spoken_for(by, business)
    rows = Seller.objects.unscoped("reach of the business is checked").select_for_update(no_key=True)
    found = rows.filter(business=shop, withdrawn_at=None).first()
    if found is None:
        raise Conflict(_("Usaha ini sudah tidak terdaftar untuk lapak."))
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    _named_from_now(shop, False)
    record_event(by=by, action="leave_markets", subject=("market_seller", found.id), region=found.region)
    return found


def _named_from_now(shop: Business, shown: bool) -> None:
    """Whether the public reads its name is the owner's to say at any time: turns given before follow."""
    rows = Turn.objects.unscoped("of a business in hand").filter(
        business=shop, day__gte=today_in(shop.region)
    )
    rows.exclude(shown=shown).update(shown=shown)


@transaction.atomic
def see_photo(*, by: Actor, seller: uuid.UUID) -> Seller:
    """Somebody other than the owner saw a photo of the product."""
    reached = Seller.objects.for_actor(by, Permission.JOIN_MARKETS).filter(id=seller, withdrawn_at=None)
    rows = Seller.objects.unscoped("reach is checked by the id").select_related("business__owner")
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Minat lapak itu tidak ada, atau di luar wilayah Anda."), status=404)
    if by.user_id is not None and found.business.owner.user_id == by.user_id:
        raise Denied(_("Foto produk dilihat oleh pendamping atau dinas, bukan oleh pemiliknya sendiri."))
    if found.photo_on:
        raise Conflict(_("Foto produk usaha ini sudah dicatat dilihat."))
    found.photo_on, found.photo_by_name = today_in(found.region), by.name[:150]
    found.save(update_fields=["photo_on", "photo_by_name"])
    record_event(by=by, action="see_product_photo", subject=("market_seller", found.id), region=found.region)
    return found


def spoken_for(by: Actor, business: uuid.UUID) -> Business:
    rows = Business.objects.for_actor(by, Permission.JOIN_MARKETS).filter(id=business, archived_at=None)
    found = rows.select_related("owner").first()
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau bukan milik atau dampingan Anda."), status=404)
    return found
