"""What happens to two businesses' units and hours when the two turn out to be one."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.centres.models import Occupancy, RoomHour
from dampingi.records.duplicates.attachments import Attachment, Clash, register


def register_rules() -> None:
    register(Attachment(Occupancy, "business", lazy("unit sentra")))
    register(Attachment(RoomHour, "business", lazy("jam ruang sentra"), hours))


def hours(keep: Business, absorb: Business) -> Iterator[Clash]:
    rows = RoomHour.objects.unscoped("of businesses whose merging was required").filter(given_back_at=None)
    taken = set(rows.filter(business=keep).values_list("day", "starts"))
    for row in rows.filter(business=absorb):
        if (row.day, row.starts) in taken:
            yield Clash(row, _("jam ruang yang sama dikembalikan"), values={"given_back_at": timezone.now()})
