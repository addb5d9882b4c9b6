"""What is asked of a bank, for the partners' own page (records/partners)."""

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui import formats
from dampingi.records.loans.actions.steps import following
from dampingi.records.loans.addresses import bank_address, loan_address
from dampingi.records.loans.models import LoanApplication
from dampingi.records.loans.queries.loans import ran_out
from dampingi.records.loans.stages import OF_BANK
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked
from dampingi.records.programmes.rosters import today_in


def asked_of_bank(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """Open applications the office checked; those whose next step is the bank's wait for it."""
    rows = LoanApplication.objects.for_actor(actor, Permission.ANSWER_FOR_BANK)
    rows = (
        rows.filter(bank__in=partners, ended_on=None)
        .select_related("edition", "person", "loan")
        .order_by("submitted_on", "id")
    )
    return [_settling(row) for row in rows if ran_out(row, today_in(row.region))] + [
        Asked(
            _("Pengajuan pinjaman"), f"{row.person.name}, {formats.money(row.amount)}", bank_address(row.id), row.edition.body["name"],
            waits=following(row) in OF_BANK,
        )
        for row in rows
        if not ran_out(row, today_in(row.region))
    ]  # fmt: skip


def _settling(row: LoanApplication) -> Asked:
    """Nothing falls due any more: whether all is paid only the bank knows."""
    title = f"{row.person.name}, {row.loan.number}"
    note = _("Angsuran terakhir jatuh %(day)s") % {"day": formats.day(row.last_due)}
    return Asked(_("Catat lunas"), title, loan_address(row.loan.id), note)
