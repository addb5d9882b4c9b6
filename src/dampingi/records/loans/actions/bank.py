"""What the bank's people do with what is addressed to their bank: survey, sign, pay out. The office for a bank that has no account."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.engines.subsidy import Line, Terms, schedule, split
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui import formats
from dampingi.records.loans.actions.steps import HANDLE, locked, take
from dampingi.records.loans.models import Loan, LoanApplication, LoanEvent, Schedule, Survey
from dampingi.records.loans.terms import check_size, city_share, terms_of
from dampingi.records.loans.watchers import tell
from dampingi.records.partners.queries import people_of

ANSWER = Permission.ANSWER_FOR_BANK
MOST_DAYS = 92
"""The first instalment is due so soon after the akad."""


@dataclass(frozen=True)
class Signed:
    """What stands in the contract."""

    number: str
    signed_on: datetime.date
    principal: int
    months: int
    first_due: datetime.date


def answers(by: Actor, found: LoanApplication) -> bool:
    """Whether the actor speaks for the bank: its own people, or the office where it has none."""
    if by.system:
        return True
    if LoanApplication.objects.for_actor(by, ANSWER).filter(id=found.id).exists():
        return True
    return by.may(HANDLE, region=found.region) and not people_of(found.bank)


def answered(by: Actor, id: uuid.UUID) -> LoanApplication:
    found = locked(id)
    if not answers(by, found):
        raise Refused(_("Pengajuan itu tidak ada, atau tidak ditujukan kepada bank Anda."), status=404)
    return found


@transaction.atomic
def survey(
    *, by: Actor, application: uuid.UUID, on: datetime.date, principal: int, months: int, note: str = ""
) -> Survey:
    """The bank surveyed and offers so much; never more than was asked for."""
    found = answered(by, application)
    check_size(found.edition.body, principal, months)
    if principal > found.amount:
        raise Refused(
            _("Tawaran bank tidak boleh melebihi yang diajukan, %(asked)s.")
            % {"asked": formats.money(found.amount)}
        )
    take(by, found, "survey", on)
    return Survey.objects.create(
        application=found,
        on=on,
        principal=principal,
        months=months,
        note=note.strip()[:500],
        by=by.user_id,
        by_name=by.name[:150],
    )


@transaction.atomic
def sign(*, by: Actor, application: uuid.UUID, signed: Signed) -> Loan:
    """The akad: its terms and schedule are frozen, and whoever keeps the budget learns what is really due."""
    found = answered(by, application)
    number = signed.number.strip()[:40]
    if not number:
        raise Refused(_("Isi nomor pinjaman di bank."))
    if hasattr(found, "survey") and signed.principal > found.survey.principal:
        raise Refused(
            _("Akad tidak boleh melebihi tawaran bank, %(most)s.")
            % {"most": formats.money(found.survey.principal)}
        )
    if not 0 < (signed.first_due - signed.signed_on).days <= MOST_DAYS:
        raise Refused(_("Angsuran pertama jatuh sesudah akad, paling lama tiga bulan. Perbaiki tanggalnya."))
    take(by, found, "akad", signed.signed_on)  # checks the day first: no schedule of the year 9999
    body = found.edition.body
    terms = terms_of(body, signed.principal, signed.months, signed.signed_on, signed.first_due)
    lines, share = schedule(terms), city_share(body, signed.principal)
    kept = frozen(terms, share, found)
    loan = Loan(
        application=found, bank=found.bank, region=found.region, number=number, principal=signed.principal, share=share,
        signed_on=signed.signed_on, terms=kept, hash=digest(kept), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            loan.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Nomor pinjaman ini sudah dipakai di bank yang sama. Periksa nomornya.")) from None
    keep(loan, lines, share, version=1)
    record_event(
        by=by, action="sign_loan", subject=("loan", loan.id), region=loan.region,
        detail={"principal": loan.principal, "share": share, "terms": loan.hash}, values=[number],
    )  # fmt: skip
    tell("agreed", by, loan)
    return loan


def frozen(terms: Terms, share: int, found: LoanApplication) -> dict:
    return {
        "principal": terms.principal, "months": terms.months, "method": str(terms.method), "first_due": terms.first_due.isoformat(),
        "rates": [{"on": r.on.isoformat(), "rate": r.rate} for r in terms.rates], "share": share,
        "tolerance": found.edition.body["tolerance"], "scheme": {"edition": str(found.edition_id), "hash": found.edition.hash},
    }  # fmt: skip


def keep(
    loan: Loan, lines: tuple[Line, ...], share: int, *, version: int, event: LoanEvent | None = None, stop: datetime.date | None = None
) -> Schedule:  # fmt: skip
    """A version of the schedule with its hash; after the day `stop` the city pays nothing more."""
    told = [
        [n.number, n.due_on.isoformat(), n.balance, n.principal, n.interest, 0 if stop and n.due_on > stop else split(n.interest, share)[0]]
        for n in lines
    ]  # fmt: skip
    made = Schedule.objects.create(loan=loan, version=version, event=event, lines=told, hash=digest(told))
    rows = LoanApplication.objects.unscoped("kept with its schedule").filter(id=loan.application_id)
    rows.update(last_due=max(n.due_on for n in lines))
    return made


@transaction.atomic
def disburse(*, by: Actor, application: uuid.UUID, on: datetime.date) -> LoanApplication:
    found = answered(by, application)
    take(by, found, "disbursement", on)
    if found.submitted_on:
        found.disbursed_after = (on - found.submitted_on).days
        found.save(update_fields=["disbursed_after"])
    return found
