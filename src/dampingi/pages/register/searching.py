"""What a search of the register tells the list: whom it found, why, and what else to try."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.paging import Ranking
from dampingi.records.search.queries import MOST, Found, found

BY = {"product": lazy("cocok pada produk"), "number": lazy("cocok pada nomor telepon atau NIB")}
"""Names are read in the row itself; these may not be."""
ASKED = {"wilayah", "arsip"}
"""Filters the search itself looks at."""


def ranking(actor: Actor, text: str, chosen: dict[str, str]) -> Ranking:
    hits = found(actor, text, within=chosen.get("wilayah", ""), archived=chosen.get("arsip") == "ya")
    by = {key: str(words) for key, words in BY.items()}
    notes = {business: by[match.by] for business, match in hits.matches.items() if match.by in by}
    settled = chosen.keys() <= ASKED and not hits.waiting
    return Ranking(list(hits.matches), notes, told(hits), hits.suggestions, settled)


def told(hits: Found) -> str:
    """What a reader must know about a search that did not see everything."""
    if hits.waiting:
        return _(
            "%(count)s usaha baru saja masuk atau berubah dan sedang disiapkan untuk pencarian; coba lagi sebentar lagi."
        ) % {"count": formats.number(hits.waiting)}
    if hits.wide:
        return _(
            "Kata ini cocok dengan banyak usaha; yang tampil %(count)s yang paling dekat. Tambahkan nama, produk, atau wilayah."
        ) % {"count": formats.number(MOST)}
    return ""
