"""What happens to the interventions two businesses took part in when the two turn out to be one."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.interventions.models import Taker


def register_rules() -> None:
    register(Attachment(Taker, "business", lazy("intervensi pemasaran"), twice))


def twice(keep: Business, absorb: Business) -> Iterator[Clash]:
    """In one intervention a business stands once: with what the kept record says."""
    rows = Taker.objects.unscoped("of businesses whose merging was required").filter(left_at=None)
    there = set(rows.filter(business=keep).values_list("intervention", flat=True))
    for row in rows.filter(business=absorb, intervention__in=there):
        told = _("catatan intervensi yang sama mengikuti data yang dipertahankan")
        yield Clash(row, told, values={"left_at": timezone.now(), "left_reason": told})
