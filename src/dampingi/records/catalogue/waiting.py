"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.catalogue.models import Product
from dampingi.records.catalogue.models import State as ProductState


def unchecked_products(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.CHECK_PRODUCTS):
        return None
    rows = Product.objects.for_actor(desk.actor, Permission.VIEW_PRODUCTS)
    count = rows.filter(state=ProductState.WAITING).count()
    href = f"{reverse('products')}?keadaan={ProductState.WAITING}"
    return Work(count, _("produk menunggu diperiksa"), _("Sebelum tayang di katalog"), href, "store")
