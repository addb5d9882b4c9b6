import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.contacts import spoken_phone, whatsapp_address
from dampingi.records.catalogue import linked_data, shown
from dampingi.records.catalogue.models import Product, ProductPhoto, Stock
from dampingi.records.catalogue.queries import phone_of, products, shown_product, shown_products, today_in

PER_PAGE = 24
MOST_IN_SITEMAP = 45_000
"""A sitemap holds at most 50,000 addresses (sitemaps.org)."""
STATES = {Stock.READY: "good", Stock.ORDER: "watch", Stock.OUT: "none"}


@public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """What the city's small businesses sell: search, place, kind, permit; shareable as it stands."""
    places, today = shown.districts(), timezone.localdate()
    asked = shown.read(request.GET, [code for code, _name in places])
    page = Paginator(shown.found(asked, today), PER_PAGE).get_page(request.GET.get("hal"))
    rows = shown.enriched(page.object_list, today)
    for row in rows:
        row.stock_state = STATES[Stock(row.stock)]
    words = asked.words()
    here = request.build_absolute_uri(reverse("catalogue"))
    context = {
        "rows": rows, "page": page, "asked": asked, "districts": places, "kinds": choices("product_kinds").items(),
        "permits": choices("product_permits").items(), "canonical": f"{here}?{urlencode(words)}" if words else here,
        "older": _paged(words, page.next_page_number()) if page.has_next() else "",
        "newer": _paged(words, page.previous_page_number()) if page.has_previous() else "",
        "linked": linked_data.of_list([request.build_absolute_uri(r.address) for r in rows]) if rows else "",
    }  # fmt: skip
    return render(request, "catalogue/public/catalogue.html", context)


@public
@require_safe
def product_page(request: HttpRequest, shown_id: uuid.UUID) -> HttpResponse:
    found = shown_product(shown_id)
    (row,) = shown.enriched([found], today_in(found.business.region))
    others = shown.enriched(
        shown_products().filter(business=found.business).exclude(id=found.id)[:4], timezone.localdate()
    )
    address = request.build_absolute_uri(row.address)
    pictures = [request.build_absolute_uri(reverse("product_photo", args=[p.id])) for p in row.pictures]
    context = {
        "product": row, "others": others, "canonical": address, "pictures": pictures,
        "description": linked_data.description(row),
        "linked": linked_data.of_product(row, address=address, pictures=pictures),
        "share": whatsapp_share(row, address), "stock_state": STATES[Stock(row.stock)], **_order(row, address),
    }  # fmt: skip
    return render(request, "catalogue/public/product.html", context)


@public
@require_safe
def seller_page(request: HttpRequest, seller_id: uuid.UUID) -> HttpResponse:
    """A business with all it shows, and nothing of who owns it."""
    rows = shown.enriched(shown_products().filter(business=seller_id)[:60], timezone.localdate())
    if not rows:
        raise Refused(_("Usaha itu tidak menampilkan produk. Lihat usaha lain di katalog."), status=404)
    first = rows[0]
    address = request.build_absolute_uri(reverse("shown_seller", args=[seller_id]))
    phone = phone_of(first.business)
    order = whatsapp_address(phone, _("Halo, saya melihat produk Anda di %(address)s") % {"address": address})
    context = {
        "rows": rows, "seller": first.seller, "place": first.place, "canonical": address, "order": order,
        "linked": linked_data.of_list([request.build_absolute_uri(r.address) for r in rows]),
    }  # fmt: skip
    return render(request, "catalogue/public/seller.html", context)


@public
@require_safe
def photo(request: HttpRequest, product_photo_id: uuid.UUID) -> HttpResponse:
    """The copy drawn anew: of a shown product for everybody, of another for those who may see it."""
    rows = ProductPhoto.objects.unscoped("asked below").filter(id=product_photo_id, removed_at=None)
    found = rows.first()
    is_public = found is not None and shown_products().filter(id=found.product_id).exists()
    if found is None or not (is_public or products(request.actor).filter(id=found.product_id).exists()):
        raise Refused(_("Foto itu tidak tampil lagi."), status=404)
    file = found.small if request.GET.get("ukuran") == "kecil" else found.shown
    answer = FileResponse(file.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    return answer


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The catalogue and where to buy this week are for search engines; everything else is people's work."""
    lines = [
        "User-agent: *",
        f"Allow: {reverse('catalogue')}",
        f"Allow: {reverse('markets_this_week')}",
        "Allow: /aset/",
        "Disallow: /",
    ]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    rows = shown_products().values_list("id", "business_id", "changed_at")[:MOST_IN_SITEMAP]
    told = [(reverse("catalogue"), ""), (reverse("markets_this_week"), "")]
    told += [(reverse("shown_product", args=[id]), at.date().isoformat()) for id, _b, at in rows]
    told += [(reverse("shown_seller", args=[b]), "") for b in dict.fromkeys(b for _id, b, _at in rows)][
        :4_000
    ]
    entries = [{"at": request.build_absolute_uri(address), "on": on} for address, on in told]
    context = {"entries": entries}
    return render(request, "catalogue/public/sitemap.xml", context, content_type="application/xml")


def whatsapp_share(product: Product, address: str) -> str:
    """Opens WhatsApp for the reader to choose whom to send it to."""
    return "https://wa.me/?" + urlencode({"text": f"{product.name}, {product.seller}: {address}"})


def _order(product: Product, address: str) -> dict[str, Any]:
    phone = phone_of(product.business)
    text = _("Halo %(seller)s, saya ingin memesan %(product)s yang saya lihat di %(address)s") % {
        "seller": product.seller, "product": product.name, "address": address,
    }  # fmt: skip
    return {"order": whatsapp_address(phone, text), "phone": spoken_phone(phone) if phone else ""}


def _paged(words: dict[str, str], number: int) -> str:
    return "?" + urlencode(words | {"hal": str(number)})
