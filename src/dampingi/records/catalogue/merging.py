"""What happens to two businesses' products and consents when the two turn out to be one."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.catalogue.models import Consent, Product
from dampingi.records.duplicates.attachments import Attachment, Clash, register


def register_rules() -> None:
    register(Attachment(Product, "business", lazy("produk")))
    register(Attachment(Consent, "business", lazy("persetujuan katalog"), consents))
    register(Attachment(Consent, "owner", lazy("persetujuan katalog")))


def consents(keep: Business, absorb: Business) -> Iterator[Clash]:
    """One agreement holds for each thing: the kept record's. The other ends."""
    open_ones = Consent.objects.unscoped("of businesses whose merging was required").filter(withdrawn_at=None)
    held = set(open_ones.filter(business=keep).values_list("to", flat=True))
    for row in open_ones.filter(business=absorb, to__in=held):
        told = _("persetujuan tampil di katalog mengikuti data yang dipertahankan")
        yield Clash(row, told, values={"withdrawn_at": timezone.now()})
