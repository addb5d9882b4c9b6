"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.queries import undecreed


def unaccepted_claims(desk: Desk) -> Work | None:
    """Banks' claims nobody accepted or returned yet, and reconciliations to agree on."""
    if not desk.actor.regions(Permission.MANAGE_MONEY):
        return None
    rows = Claim.objects.for_actor(desk.actor, Permission.MANAGE_MONEY).filter(state=Claim.State.SENT)
    href = f"{reverse('subsidy_claims')}?keadaan=sent"
    return Work(
        rows.count(),
        _("tagihan subsidi menunggu diterima"),
        _("Tiap barisnya sudah diperiksa"),
        href,
        "money",
    )


def undecreed_loans(desk: Desk) -> Work | None:
    """Loans the bank cannot bill before the mayor's decree names them."""
    regions = desk.actor.regions(Permission.HANDLE_LOANS)
    if not regions:
        return None
    count = sum(len(undecreed(region)) for region in regions)
    return Work(
        count,
        _("pinjaman menunggu keputusan wali kota"),
        _("Belum dapat ditagih bank"),
        reverse("loan_decrees"),
        "report",
    )
