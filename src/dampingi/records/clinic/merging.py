"""What happens to two businesses' bookings when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.clinic.models import Booking
from dampingi.records.duplicates.attachments import Attachment, Clash, register

_OPEN = (Booking.State.BOOKED, Booking.State.WAITING)


def register_rules() -> None:
    register(Attachment(Booking, "business", lazy("janji klinik"), bookings))


def bookings(keep: Business, absorb: Business) -> Iterator[Clash]:
    """A business asks once about a field: the second request that still waits is cancelled; one with a place is a person's matter."""
    rows = Booking.objects.unscoped("of businesses whose merging was required").filter(state__in=_OPEN)
    fields = set(rows.filter(business=keep).values_list("field", flat=True))
    for row in rows.filter(business=absorb, field__in=fields):
        if row.state == Booking.State.BOOKED:
            told = _(
                "Data yang akan dilebur sudah punya tempat di klinik, dan keduanya meminta bidang yang sama. Batalkan salah satu janjinya, lalu gabungkan lagi."
            )
            yield Clash(row, told, blocks=True)
        else:
            told = _("permintaan klinik kedua pada bidang yang sama dibatalkan")
            yield Clash(row, told, values={"state": Booking.State.CANCELLED.value})
