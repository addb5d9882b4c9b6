"""What search engines and chats are told of a product: schema.org as JSON-LD. Nothing that the page does not show."""

import json
from typing import Any

from django.utils.html import mark_safe

from dampingi.records.catalogue.models import Product, Stock

AVAILABILITY = {
    Stock.READY: "https://schema.org/InStock",
    Stock.ORDER: "https://schema.org/MadeToOrder",
    Stock.OUT: "https://schema.org/OutOfStock",
}


def of_product(product: Product, *, address: str, pictures: list[str]) -> str:
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": description(product),
        "category": product.kind_name,
        "brand": {"@type": "Brand", "name": product.seller},
        "image": pictures,
        "url": address,
        "offers": {
            "@type": "Offer",
            "price": str(product.price),
            "priceCurrency": "IDR",
            "availability": AVAILABILITY[Stock(product.stock)],
            "url": address,
            "seller": {"@type": "Organization", "name": product.seller},
        },
    }
    return _script(told)


def of_list(addresses: list[str]) -> str:
    items = [{"@type": "ListItem", "position": n, "url": a} for n, a in enumerate(addresses, 1)]
    return _script({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})


def description(product: Product) -> str:
    text = " ".join(product.words.split()) or f"{product.name}, {product.seller}, {product.place}"
    return text if len(text) <= 155 else f"{text[:154].rstrip()}…"


def _script(told: dict[str, Any]) -> str:
    """A block of data, which no policy against scripts stops; no word in it can end it."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308 - escaped above
