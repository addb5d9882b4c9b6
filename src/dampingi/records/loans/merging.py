"""What happens to two records' applications for loans when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.loans.models import LoanApplication


def register_rules() -> None:
    register(Attachment(LoanApplication, "person", lazy("pengajuan pinjaman")))
    register(Attachment(LoanApplication, "business", lazy("pengajuan pinjaman"), applications))


def applications(keep: Business, absorb: Business) -> Iterator[Clash]:
    """A business asks for one loan at a time; which of two goes on is a person's decision."""
    rows = LoanApplication.objects.unscoped("of businesses whose merging was required").filter(ended_on=None)
    told = _(
        "Keduanya punya pengajuan pinjaman yang masih berjalan. Tutup salah satunya, lalu gabungkan lagi."
    )
    if rows.filter(business=keep).exists():
        for row in rows.filter(business=absorb):
            yield Clash(row, told, blocks=True)
