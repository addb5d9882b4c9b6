import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.businesses.models import Business, Closure
from dampingi.records.catalogue.models import Consent, Permit, Product, ProductPhoto, State

LOOKED_AT = ("name", "kind", "words")
"""What somebody else has checked: a change of it is checked again. Price and stock are the owner's."""


def products(actor: Actor) -> Any:
    return _living(Product.objects.for_actor(actor, Permission.VIEW_PRODUCTS))


def kept(actor: Actor) -> Any:
    """Those the actor may change."""
    return _living(Product.objects.for_actor(actor, Permission.KEEP_PRODUCTS))


def to_check(actor: Actor) -> Any:
    return _living(Product.objects.for_actor(actor, Permission.CHECK_PRODUCTS))


def _living(rows: Any) -> Any:
    return rows.filter(business__archived_at=None).select_related("business")


def product_of(found: Any, id: uuid.UUID) -> Product:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Produk itu tidak ada, atau di luar jangkauan Anda."), status=404)
    return one


def businesses_kept(actor: Actor) -> Any:
    """Whose products the actor may write down."""
    rows = Business.objects.for_actor(actor, Permission.KEEP_PRODUCTS).filter(archived_at=None)
    return rows.select_related("owner").order_by("key", "id")


def business_kept(actor: Actor, id: uuid.UUID) -> Business:
    found = businesses_kept(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau bukan Anda yang mengurus produknya."), status=404)
    return found


def photos_of(product: Product) -> list[ProductPhoto]:
    return list(product.photos.filter(removed_at=None).order_by("number"))


def looks(product: Product) -> str:
    """A mark of all that is checked: it differs as soon as words or photos do."""
    told = [getattr(product, name) for name in LOOKED_AT]
    return digest([*told, sorted(str(p.id) for p in photos_of(product))])[:16]


def permits_of(product: Product) -> list[Permit]:
    return list(product.permits.order_by("kind", "noted_at", "number"))


def consents_of(business: Business) -> dict[str, Consent]:
    """What the present owner agrees to, by `Consent.To`."""
    rows = business.catalogue_consents.filter(withdrawn_at=None, owner=business.owner_id)
    return {c.to: c for c in rows}


def shown_products() -> Any:
    """The public catalogue: checked, of a business that is open and whose present owner agrees."""
    business = OuterRef("business")
    agreed = Consent.objects.unscoped("public").filter(
        business=business, owner=OuterRef("business__owner"), to=Consent.To.SHOW, withdrawn_at=None
    )
    closed = Closure.objects.unscoped("public").filter(business=business, reopened_on=None)
    rows = Product.objects.unscoped("public").filter(
        Exists(agreed), ~Exists(closed), state=State.SHOWN, business__archived_at=None
    )
    return rows.select_related("business").order_by("-first_shown_on", "name", "id")


def shown_product(id: uuid.UUID) -> Product:
    found = shown_products().filter(id=id).first()
    if found is None:
        raise Refused(_("Produk itu tidak tayang lagi. Lihat produk lain di katalog."), status=404)
    return found


def carrying(code: str, today: Any) -> Any:
    """Narrows products to those with a checked permit that holds."""
    return Exists(
        Permit.objects.unscoped("public").filter(
            Q(valid_until=None) | Q(valid_until__gte=today), product=OuterRef("pk"), kind=code, genuine=True
        )
    )


def phone_of(business: Business) -> str:
    """The number its present owner agreed to show; '' for none."""
    found = consents_of(business).get(Consent.To.PHONE)
    return found.phone if found else ""


def today_in(region: str) -> Any:
    return timezone.localdate(timezone=zone(region))
