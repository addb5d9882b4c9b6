"""What happens to two businesses' stalls when the two turn out to be one."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.markets.models import Seller, Turn


def register_rules() -> None:
    register(
        Attachment(
            Seller, "business", lazy("minat lapak"), sellers, follows=lambda row: row.withdrawn_at is None
        )
    )
    register(Attachment(Turn, "business", lazy("giliran lapak"), turns))


def sellers(keep: Business, absorb: Business) -> Iterator[Clash]:
    rows = Seller.objects.unscoped("of businesses whose merging was required").filter(withdrawn_at=None)
    if rows.filter(business=keep).exists():
        for row in rows.filter(business=absorb):
            yield Clash(row, _("minat lapak kedua ditarik"), values={"withdrawn_at": timezone.now()})


def turns(keep: Business, absorb: Business) -> Iterator[Clash]:
    """A business stands at one stall a day."""
    rows = Turn.objects.unscoped("of businesses whose merging was required").filter(state__in=Turn.HELD)
    days = set(rows.filter(business=keep).values_list("day", flat=True))
    told = _(
        "Keduanya punya lapak pada hari yang sama. Kembalikan salah satu gilirannya, lalu gabungkan lagi."
    )
    for row in rows.filter(business=absorb, day__in=days):
        yield Clash(row, told, blocks=True)
