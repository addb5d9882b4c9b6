import datetime
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import exists
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.queries import cooperatives
from dampingi.records.materials import queries
from dampingi.records.materials.intake import Arrived, PoolIntake
from dampingi.records.materials.models import Demand, Pool

MOST_RUPIAH, MOST_UNITS = 10**10, 10**6
LONGEST = datetime.timedelta(days=366)
ARRIVED = gettext_noop("Pesanan bersama %(item)s sudah datang. Lihat bagian Anda.")
CANCELLED = gettext_noop("Pesanan bersama %(item)s dibatalkan: %(reason)s")


@transaction.atomic
def open_pool(*, by: Actor, told: PoolIntake, id: uuid.UUID | None = None) -> Pool:
    """Begin to gather demand. The same `id` sent twice is one."""
    by.require(queries.MANAGE, region=told.region)
    sent = Pool.objects.unscoped("sent twice").filter(id=id).first() if id else None
    if sent:
        return sent  # type: ignore[no-any-return]
    _check(by, told)
    made = Pool.objects.create(by_name=by.name[:150], **asdict(told), **({"id": id} if id else {}))
    _record(
        by,
        "open_pool",
        made,
        detail={"price": told.price, "retail_price": told.retail_price},
        values=[made.item],
    )
    return made


def _check(by: Actor, told: PoolIntake) -> None:
    today = queries.today_in(told.region)
    wrong = [
        (not (told.item.strip() and told.unit.strip()), _("Isi nama bahan dan satuannya.")),
        (not (2 <= depth(told.region) <= 4 and exists(told.region)), _("Pilih kota, kecamatan, atau kelurahan yang dilayani.")),
        (not all(0 < r <= MOST_RUPIAH for r in (told.price, told.retail_price)), _("Isi kedua harganya, lebih dari nol rupiah.")),
        (not all(0 < n <= MOST_UNITS for n in (told.per, told.retail_per)), _("Isi kemasannya paling sedikit satu satuan.")),
        (not told.retail_source.strip(), _("Tulis dari mana harga ecerannya, misalnya nama pasar.")),
        (not today - LONGEST <= told.retail_on <= today, _("Harga eceran diamati hari ini atau paling lama setahun yang lalu.")),
        (told.financing not in Pool.Financing.values, _("Pilih cara pembiayaannya.")),
        (not today <= told.closes_on <= told.deliver_by <= today + LONGEST, _("Tutup hari ini atau sesudahnya, dan diantar sesudah ditutup, dalam setahun.")),
        (told.cooperative_id is None and not told.supplier.strip(), _("Pilih koperasi yang memesan, atau tulis pemasoknya.")),
        (told.cooperative_id is not None and not cooperatives(by).filter(id=told.cooperative_id, closed_on=None).exists(), _("Pilih koperasi dari daftar.")),
        (told.cooperative_id is None and told.financing != Pool.Financing.BUYERS, _("Tanpa koperasi, pembeli membayar saat diterima. Pilih koperasi, atau ubah pembiayaannya.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)


@transaction.atomic
def join_pool(
    *, by: Actor, pool: uuid.UUID, business: uuid.UUID, quantity: int, needed_by: datetime.date
) -> Demand:
    """The owner, or the office on their behalf, asks for a quantity; asked again it is changed."""
    shop = _shop(by, business)
    found = _locked(Pool.objects.unscoped("open to every business of its region"), pool)
    today = queries.today_in(found.region)
    if not contains(found.region, shop.region):
        raise Refused(_("Pesanan bersama ini bukan untuk kelurahan usaha itu."), status=404)
    if found.state != "open" or found.closes_on < today:
        raise Conflict(_("Pesanan ini sudah ditutup. Tunggu yang berikutnya."))
    if not 0 < quantity <= MOST_UNITS:
        raise Refused(_("Isi jumlahnya, dari 1 sampai sejuta satuan."))
    if not today <= needed_by <= today + LONGEST:
        raise Refused(_("Pilih kapan Anda memerlukannya, dalam setahun ke depan."))
    held = queries.demands(found).filter(business=shop).first()
    if held is None:
        held = Demand(pool=found, business=shop)
    held.quantity, held.needed_by, held.asked_by = quantity, needed_by, by.name[:150]
    held.save()
    _record(by, "join_pool", found, detail={"quantity": quantity}, subject=("demand", held.id))
    return held  # type: ignore[no-any-return]


def _shop(by: Actor, business: uuid.UUID) -> Business:
    for permission in (queries.OWN, queries.MANAGE):
        found = Business.objects.for_actor(by, permission).filter(id=business, archived_at=None).first()
        if found:
            return found  # type: ignore[no-any-return]
    raise Refused(_("Usaha itu tidak ada, atau bukan milik Anda."), status=404)


@transaction.atomic
def withdraw_demand(*, by: Actor, demand: uuid.UUID) -> Demand:
    """Before the order is placed."""
    row = queries.own_demands(by).filter(id=demand).first()
    if row is None:
        raise Refused(_("Permintaan itu tidak ada, atau bukan milik Anda."), status=404)
    found = _locked(Pool.objects.unscoped("of one's own demand"), row.pool_id)
    if found.state != "open":
        raise Conflict(_("Pesanan sudah dikirim ke pemasok; hubungi koperasi atau dinas."))
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _record(by, "withdraw_demand", found, subject=("demand", row.id))
    return row  # type: ignore[no-any-return]


@transaction.atomic
def place_order(*, by: Actor, pool: uuid.UUID) -> Pool:
    """All that was asked for becomes one order; from now on nobody joins or leaves."""
    found = _locked(queries.pools(by, queries.MANAGE), pool)
    if found.state != "open":
        raise Conflict(_("Pesanan ini sudah dikirim atau dibatalkan. Muat ulang halamannya."))
    if not queries.demands(found).exists():
        raise Refused(_("Belum ada yang memesan. Tunggu permintaan pertama, atau batalkan."))
    found.ordered_on = queries.today_in(found.region)
    found.save(update_fields=["ordered_on"])
    _record(
        by, "place_order", found, detail={"quantity": queries.totals(list(queries.demands(found))).quantity}
    )
    return found


@transaction.atomic
def note_delivery(*, by: Actor, pool: uuid.UUID, arrived: Mapping[uuid.UUID, Arrived]) -> Pool:
    """What came for each, and how much of it was damaged; the owners are told."""
    found = _locked(queries.pools(by, queries.MANAGE), pool)
    if found.state != "ordered":
        raise Conflict(_("Penerimaan dicatat sekali, sesudah pesanan dikirim ke pemasok."))
    rows = list(queries.demands(found))
    if {d.id for d in rows} != set(arrived):
        raise Refused(_("Isi penerimaan setiap pemesan; 0 bila tidak ada yang datang."))
    for row in rows:
        got = arrived[row.id]
        if not 0 <= got.damaged <= got.received <= row.quantity:
            raise Refused(
                _("%(name)s memesan %(n)d: yang datang tidak lebih dari itu, dan yang rusak tidak lebih dari yang datang.")
                % {"name": row.business.name or row.business.owner.name, "n": row.quantity}
            )  # fmt: skip
        row.received, row.damaged = got.received, got.damaged
        row.save(update_fields=["received", "damaged"])
    found.delivered_on = queries.today_in(found.region)
    found.save(update_fields=["delivered_on"])
    _record(by, "note_delivery", found, detail={"received": sum(a.received for a in arrived.values())})
    _tell(rows, ARRIVED, {"item": found.item})
    return found


@transaction.atomic
def note_payment(*, by: Actor, demand: uuid.UUID, receipt: str) -> Demand:
    """A business has paid for what arrived whole, once."""
    row = Demand.objects.for_actor(by, queries.MANAGE).filter(id=demand, withdrawn_at=None).first()
    if row is None:
        raise Refused(_("Permintaan itu tidak ada, atau di luar wilayah Anda."), status=404)
    found = _locked(queries.pools(by, queries.MANAGE), row.pool_id)
    row = queries.demands(found).get(id=demand)
    if row.good is None:
        raise Conflict(_("Catat penerimaannya dahulu; yang dibayar yang datang utuh."))
    if row.paid_on:
        raise Conflict(_("Pembayaran ini sudah tercatat."))
    if not 1 <= len(receipt.strip()) <= 40:
        raise Refused(_("Isi nomor kuitansinya, paling panjang 40 huruf."))
    row.paid, row.paid_on, row.receipt = row.share.cost, queries.today_in(found.region), receipt.strip()
    row.save(update_fields=["paid", "paid_on", "receipt"])
    _record(
        by,
        "note_pool_payment",
        found,
        detail={"paid": row.paid},
        values=[row.receipt],
        subject=("demand", row.id),
    )
    return row  # type: ignore[no-any-return]


@transaction.atomic
def cancel_pool(*, by: Actor, pool: uuid.UUID, reason: str) -> Pool:
    found = _locked(queries.pools(by, queries.MANAGE), pool)
    if found.state not in ("open", "ordered"):
        raise Conflict(_("Pesanan ini sudah diterima atau dibatalkan."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa dibatalkan; pemesan membacanya."))
    found.cancelled_on, found.cancelled_reason = queries.today_in(found.region), reason.strip()[:300]
    found.save(update_fields=["cancelled_on", "cancelled_reason"])
    _record(by, "cancel_pool", found, reason=found.cancelled_reason)
    _tell(list(queries.demands(found)), CANCELLED, {"item": found.item, "reason": found.cancelled_reason})
    return found


def _tell(rows: list[Demand], text: str, values: dict[str, Any]) -> None:
    owners = [d.business.owner.user_id for d in rows if d.business.owner.user_id]
    notify(users=owners, text=text, values=values, url=reverse("own_materials"))


def _locked(rows: Any, id: uuid.UUID) -> Pool:
    queries.pool_of(rows, id)
    held = Pool.objects.unscoped("the caller has checked the reach").select_for_update(of=("self",))
    return held.get(id=id)  # type: ignore[no-any-return]


def _record(
    by: Actor, action: str, pool: Pool, subject: tuple[str, uuid.UUID] | None = None, **more: Any
) -> None:
    record_event(by=by, action=action, subject=subject or ("pool", pool.id), region=pool.region, **more)
