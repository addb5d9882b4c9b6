"""What happens to two businesses' shares of common orders when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.materials.models import Demand


def register_rules() -> None:
    register(Attachment(Demand, "business", lazy("pesanan bahan baku"), shares))


def shares(keep: Business, absorb: Business) -> Iterator[Clash]:
    """One share of an order for a business. While it gathers, a person adds the two up; what was ordered already stays where it is."""
    rows = Demand.objects.unscoped("of businesses whose merging was required").filter(withdrawn_at=None)
    held = set(rows.filter(business=keep).values_list("pool", flat=True))
    for row in rows.filter(business=absorb, pool__in=held).select_related("pool"):
        told = {"item": row.pool.item}
        if row.pool.state == "open":
            why = _("Keduanya memesan %(item)s bersama. Tarik salah satunya dan ubah jumlah yang lain, lalu gabungkan lagi.")  # fmt: skip
            yield Clash(row, why % told, blocks=True)
        else:
            yield Clash(row, _("bagian kedua pesanan %(item)s tetap di data lama") % told)
