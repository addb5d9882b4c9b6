"""What is asked of a bank, for the partners' own page (records/partners)."""

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui import formats
from dampingi.records.loans.actions.steps import following
from dampingi.records.loans.addresses import bank_address
from dampingi.records.loans.models import LoanApplication
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked

OF_BANK = ("survey", "akad", "disbursement")


def asked_of_bank(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """Open applications the office checked; those whose next step is the bank's wait for it."""
    rows = LoanApplication.objects.for_actor(actor, Permission.ANSWER_FOR_BANK)
    rows = (
        rows.filter(bank__in=partners, ended_on=None)
        .select_related("edition", "person")
        .order_by("submitted_on", "id")
    )
    return [
        Asked(
            _("Pengajuan pinjaman"), f"{row.person.name}, {formats.money(row.amount)}", bank_address(row.id), row.edition.body["name"],
            waits=following(row) in OF_BANK,
        )
        for row in rows
    ]  # fmt: skip
