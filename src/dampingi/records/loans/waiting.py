"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.loans.queries.applications import applications
from dampingi.records.loans.queries.loans import run_out


def loans_run_out(desk: Desk) -> Work | None:
    """Loans whose last month is over and of which the bank did not say that all is paid."""
    if not desk.actor.regions(Permission.HANDLE_LOANS):
        return None
    count = applications(desk.actor).filter(run_out(desk.today)).count()
    href = f"{reverse('loan_applications')}?angsuran=habis"
    return Work(
        count, _("pinjaman habis masanya, belum dicatat lunas"), _("Tanyakan kepada banknya"), href, "money"
    )
