import uuid
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.engines.disclosure.traces import traces
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.revisions.actions import change
from dampingi.records.businesses.models import Business
from dampingi.records.catalogue.intake import ProductIntake
from dampingi.records.catalogue.models import MOST_RUPIAH, Consent, Product, State, Stock
from dampingi.records.catalogue.queries import (
    LOOKED_AT,
    business_kept,
    consents_of,
    kept,
    looks,
    photos_of,
    product_of,
    to_check,
    today_in,
)

MOST = 60
"""Products of one business; a micro-business with more has variants in one product's words."""
LONGEST = {"name": 100, "unit": 40, "words": 2_000, "stock_note": 120}
SHOWN = gettext_noop("Produk %(product)s tayang di katalog.")
RETURNED = gettext_noop("Produk %(product)s perlu diperbaiki: %(reason)s")


@transaction.atomic
def write_product(
    *, by: Actor, business: uuid.UUID, told: ProductIntake, id: uuid.UUID | None = None
) -> Product:
    """A draft nobody else sees. The same `id` sent twice is one."""
    owner = business_kept(by, business)
    held = kept(by).filter(id=id, business=owner).first() if id else None
    if held:
        return held
    values = _values(told)
    type(owner).objects.unscoped("counted in turn").select_for_update().get(id=owner.id)
    living = _living(owner)
    if living.filter(name__iexact=values["name"]).exists():
        raise Conflict(_("Usaha ini sudah punya produk bernama itu. Buka dan ubah yang ada."))
    if living.count() >= MOST:
        raise Refused(_("Paling banyak %(most)d produk. Tarik yang tidak dijual lagi.") % {"most": MOST})
    made = Product(business=owner, **values, **({"id": id} if id else {}))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # an id that is another's
        raise Conflict(
            _("Produk ini tidak dapat disimpan dua kali. Mulai lagi dari tambah produk.")
        ) from None
    _record(by, "write_product", made, values=[made.name, made.price])
    return made


@transaction.atomic
def correct_product(*, by: Actor, product: uuid.UUID, told: ProductIntake) -> Product:
    """Price and stock change at once; other words on a shown product are checked before they are public."""
    found = _locked(kept(by), product)
    values = _values(told)
    if found.state == State.WITHDRAWN:
        raise Conflict(_("Produk ini sudah ditarik. Ajukan lagi lebih dahulu."))
    if _living(found.business).exclude(id=found.id).filter(name__iexact=values["name"]).exists():
        raise Conflict(_("Usaha ini sudah punya produk bernama itu. Buka dan ubah yang ada."))
    again = found.state == State.SHOWN and any(getattr(found, f) != values[f] for f in LOOKED_AT)
    if again:
        values |= _waiting(by)
    if changed := change(by=by, record=found, kind="product", values=values | {"changed_at": timezone.now()}):
        _record(by, "correct_product", found, detail={"fields": sorted(set(changed) - {"changed_at"})})
    return found


@transaction.atomic
def submit_product(*, by: Actor, product: uuid.UUID) -> Product:
    """Ask for it to be shown. It needs a photo and its owner's agreement."""
    found = _locked(kept(by), product)
    if found.state in (State.WAITING, State.SHOWN):
        raise Conflict(_("Produk ini sudah diajukan. Hasil pemeriksaannya tampil di halaman ini."))
    if not photos_of(found):
        raise Refused(_("Tambahkan sedikitnya satu foto; tanpa foto produk tidak tayang."))
    if Consent.To.SHOW not in consents_of(found.business):
        raise Refused(
            _("Pemilik usaha belum menyetujui produknya tampil untuk umum. Catat persetujuannya dahulu.")
        )
    change(by=by, record=found, kind="product", values=_waiting(by))
    _record(by, "submit_product", found)
    return found


@transaction.atomic
def check_product(*, by: Actor, product: uuid.UUID, good: bool, reason: str = "", seen: str = "") -> Product:
    """Somebody other than who asked looks at it: it is shown, or returned with what to mend. `seen`: `looks` of what they looked at."""
    found = _locked(to_check(by), product)
    if found.state != State.WAITING:
        raise Conflict(_("Produk ini tidak sedang menunggu diperiksa. Muat ulang halaman."))
    if by.user_id is not None and found.submitted_by == by.user_id:
        raise Denied(_("Produk yang Anda ajukan diperiksa orang lain."))
    if good and seen and seen != looks(found):
        raise Conflict(_("Produk ini diubah sejak Anda membukanya. Lihat lagi, lalu putuskan."))
    reason = _reason(reason) if not good else ""
    values: dict[str, Any] = {"state": State.SHOWN if good else State.RETURNED, "reason": reason}
    values |= {"checked_at": timezone.now(), "checked_by_name": by.name}
    if good:
        values["first_shown_on"] = found.first_shown_on or today_in(found.business.region)
    change(by=by, record=found, kind="product", values=values)
    _record(by, "check_product", found, reason=reason, detail={"good": good})
    _tell_owner(found, SHOWN if good else RETURNED, reason)
    return found


@transaction.atomic
def withdraw_product(*, by: Actor, product: uuid.UUID, reason: str = "") -> Product:
    """Out of the catalogue, at once; by whoever keeps it or whoever checks."""
    either = kept(by) if kept(by).filter(id=product).exists() else to_check(by)
    found = _locked(either, product)
    if found.state == State.WITHDRAWN:
        raise Conflict(_("Produk ini sudah ditarik."))
    change(by=by, record=found, kind="product", values={"state": State.WITHDRAWN, "reason": _reason(reason)})
    _record(by, "withdraw_product", found, reason=reason.strip())
    return found


@transaction.atomic
def label_product(*, by: Actor, product: uuid.UUID, subsector: str, said_by: str) -> Product:
    """The creative economy's label, with who gave it; an empty subsector takes it away."""
    rows = Product.objects.for_actor(by, Permission.LABEL_PRODUCTS).select_related("business")
    found, said_by = _locked(rows, product), said_by.replace("\0", "").strip()
    if subsector and subsector not in source_names("creative_subsectors"):
        raise Refused(_("Pilih subsektor ekonomi kreatif dari daftar."))
    if subsector and not 0 < len(said_by) <= 150:
        raise Refused(_("Tulis siapa yang menetapkan labelnya, misalnya Dinas Pemuda dan Pariwisata."))
    day = today_in(found.business.region) if subsector else None
    values = {"creative": subsector, "creative_by": said_by if subsector else "", "creative_on": day}
    if change(by=by, record=found, kind="product", values=values):
        _record(by, "label_product", found, detail={"subsector": subsector})
    return found


def _living(business: Business) -> Any:
    return business.products.exclude(state=State.WITHDRAWN)


def _waiting(by: Actor) -> dict[str, Any]:
    return {
        "state": State.WAITING,
        "submitted_at": timezone.now(),
        "submitted_by": by.user_id,
        "reason": "",
    }


def _values(told: ProductIntake) -> dict[str, Any]:
    values: dict[str, Any] = {
        k: v.replace("\0", "").strip() if isinstance(v, str) else v for k, v in asdict(told).items()
    }
    wrong = [
        (not values["name"], _("Isi nama produk.")),
        (values["kind"] not in source_names("product_kinds"), _("Pilih jenis produk dari daftar.")),
        (not 0 < values["price"] <= MOST_RUPIAH, _("Harga ditulis dalam rupiah, lebih dari nol.")),
        (not values["unit"], _("Isi satuan harganya, misalnya bungkus 250 gram.")),
        (values["stock"] not in Stock.values, _("Pilih keadaan stok dari daftar.")),
        (any(len(values[k]) > most for k, most in LONGEST.items()), _("Tulisannya terlalu panjang. Ringkaslah.")),
        (
            any(t.kind in ("number", "mail") for k in LONGEST for t in traces(values[k])),
            _("Jangan menulis nomor telepon, NIK, atau surel pada produk. Nomor WhatsApp tampil sendiri bila pemiliknya mengizinkan."),
        ),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    return values


def _reason(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not 0 < len(text) <= 300:
        raise Refused(_("Tulis alasannya, paling panjang 300 huruf."))
    return text


def _tell_owner(product: Product, text: str, reason: str) -> None:
    user = product.business.owner.user_id
    if user:
        values = {"product": product.name, "reason": reason}
        notify(users=[user], text=text, values=values, url=reverse("product", args=[product.id]))


def _locked(rows: Any, id: uuid.UUID) -> Product:
    return product_of(rows.select_for_update(of=("self",)), id)


def _record(by: Actor, action: str, product: Product, **more: Any) -> None:
    record_event(
        by=by, action=action, subject=("product", product.id), region=product.business.region, **more
    )
