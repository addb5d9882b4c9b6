"""What happens to two businesses' needs of equipment when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.equipment.models import Award, Need
from dampingi.records.programmes.rosters import today_in


def register_rules() -> None:
    register(Attachment(Need, "business", lazy("kebutuhan alat"), needs))


def needs(keep: Business, absorb: Business) -> Iterator[Clash]:
    """Two open needs of one kind become one; where the one that goes was already awarded, a person decides."""
    rows = Need.objects.unscoped("of businesses whose merging was required").filter(
        met_on=None, dropped_on=None
    )
    held = set(rows.filter(business=keep).values_list("kind", flat=True))
    for row in rows.filter(business=absorb, kind__in=held):
        awarded = Award.objects.unscoped("of a need in hand").filter(need=row, voided_on=None).exists()
        if awarded:
            yield Clash(
                row, _("Keduanya mengusulkan alat yang sama dan salah satunya sudah masuk keputusan. Selesaikan dahulu, lalu gabungkan lagi."), blocks=True
            )  # fmt: skip
        else:
            dropped = {"dropped_on": today_in(row.region), "drop_reason": _("usulan ganda dari usaha yang digabung")}  # fmt: skip
            yield Clash(row, _("usulan alat yang sama ditutup"), values=dropped)
