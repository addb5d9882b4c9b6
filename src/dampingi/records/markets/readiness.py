"""What a business needs before it gets a stall: NIB, a photo of its product that somebody saw, PIRT where it sells food."""

import re

from django.utils.translation import gettext as _

from dampingi.foundation.definitions import load
from dampingi.records.markets.models import Seller

PIRT = re.compile(r"\d{13}-\d{2}|\d{15}")
"""P-IRT: 15 digits, the last two its year of expiry (Peraturan BPOM 22/2018)."""


def food() -> set[str]:
    return {entry["code"] for entry in load("market_goods") if entry["food"]}


def missing(seller: Seller) -> list[str]:
    """What is still missing, each with its cure; empty where it is ready."""
    told = []
    if not seller.business.nib:
        told.append(_("NIB belum tercatat: isi di data usaha."))
    if seller.photo_on is None:
        told.append(_("Foto produk belum dilihat: tunjukkan kepada pendamping atau dinas."))
    if seller.goods in food() and not seller.pirt:
        told.append(_("Nomor PIRT belum diisi."))
    return told


def ready(seller: Seller) -> bool:
    return not missing(seller)
