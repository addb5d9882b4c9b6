import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.rows import new_id
from dampingi.records.catalogue.models import Product, ProductPhoto, State
from dampingi.records.catalogue.pictures import Picture, picture
from dampingi.records.catalogue.queries import kept, photos_of, product_of

MOST = 6


def add_photo(*, by: Actor, product: uuid.UUID, raw: bytes, says: str = "", credit: str = "") -> ProductPhoto:
    """A new picture of a product. One on a shown product is looked at again before the product is public again."""
    product_of(kept(by), product)
    return keep_picture(by=by, product=product, drawn=picture(raw), says=says, credit=credit)


@transaction.atomic
def keep_picture(
    *,
    by: Actor,
    product: uuid.UUID,
    drawn: Picture,
    says: str = "",
    credit: str = "",
    looked_at: bool = False,
) -> ProductPhoto:
    """`looked_at`: somebody else than who made it has seen it, so that a shown product stays shown."""
    found = product_of(kept(by).select_for_update(of=("self",)), product)
    photos = photos_of(found)
    if any(p.sha256 == drawn.sha256 for p in photos):
        raise Conflict(_("Foto itu sudah ada pada produk ini."))
    if len(photos) >= MOST:
        raise Refused(_("Paling banyak %(most)d foto. Hapus satu lebih dahulu.") % {"most": MOST})
    made = ProductPhoto(
        id=new_id(), product=found, number=1 + max((p.number for p in photos), default=0), by=by.user_id,
        says=says.replace("\0", "").strip()[:120], credit=credit.replace("\0", "").strip()[:120], sha256=drawn.sha256,
    )  # fmt: skip
    made.shown.save(f"{made.id}.jpg", ContentFile(drawn.shown), save=False)
    made.small.save(f"{made.id}-kecil.jpg", ContentFile(drawn.small), save=False)
    made.original.save(f"{made.id}.bin", ContentFile(drawn.sealed), save=False)
    made.save(force_insert=True)
    if not looked_at:
        _looked_at_again(by, found)
    _record(by, "add_product_photo", found)
    return made


@transaction.atomic
def remove_photo(*, by: Actor, photo: uuid.UUID) -> Product:
    """No longer shown. A product in the catalogue keeps at least one."""
    one = _photo(by, photo)
    found = product_of(kept(by).select_for_update(of=("self",)), one.product_id)
    if found.state in (State.SHOWN, State.WAITING) and len(photos_of(found)) == 1:
        raise Refused(_("Ini satu-satunya foto. Tambahkan foto lain dahulu, atau tarik produknya."))
    ProductPhoto.objects.unscoped("reached above").filter(id=one.id).update(removed_at=timezone.now())
    _record(by, "remove_product_photo", found)
    return found


@transaction.atomic
def show_first(*, by: Actor, photo: uuid.UUID) -> Product:
    """The picture on the product's card. The others move back by one."""
    one = _photo(by, photo)
    found = product_of(kept(by).select_for_update(of=("self",)), one.product_id)
    photos = [one, *(p for p in photos_of(found) if p.id != one.id)]
    above = found.photos.aggregate(top=Max("number"))["top"] or 0
    for at, each in enumerate(photos, above + 1):  # numbers never used before: unique at every moment
        ProductPhoto.objects.unscoped("reached above").filter(id=each.id).update(number=at)
    _record(by, "show_product_photo_first", found)
    return found


def _photo(by: Actor, id: uuid.UUID) -> ProductPhoto:
    found = (
        ProductPhoto.objects.for_actor(by, Permission.KEEP_PRODUCTS).filter(id=id, removed_at=None).first()
    )
    if found is None:
        raise Refused(_("Foto itu tidak ada lagi."), status=404)
    return found


def _looked_at_again(by: Actor, product: Product) -> None:
    if product.state == State.SHOWN:
        values = {"state": State.WAITING, "submitted_at": timezone.now(), "submitted_by": by.user_id}
        change(by=by, record=product, kind="product", values=values)


def _record(by: Actor, action: str, product: Product, **more) -> None:
    record_event(
        by=by, action=action, subject=("product", product.id), region=product.business.region, **more
    )
