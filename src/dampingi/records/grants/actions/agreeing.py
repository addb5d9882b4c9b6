"""What is agreed with a chosen recipient, and its parts as they are paid: the next one only after the use of the last was told and accepted."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui import formats
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.reversing import payment_key, reverse_payment
from dampingi.records.grants.actions.selecting import CANDIDATE, MANAGE, State, sum_of
from dampingi.records.grants.addresses import agreement_address
from dampingi.records.grants.models import Agreement, Candidate, Payment
from dampingi.records.grants.rules import split
from dampingi.records.programmes.rosters import today_in

AGREEMENT = "grant_agreement"
MOST_PARTS = 4


@dataclass(frozen=True)
class Terms:
    """As both sign it: `first_due` is the day of the first part; the others follow every `months`."""

    number: str
    signed_on: datetime.date
    purpose: str
    parts: int
    first_due: datetime.date
    our_name: str
    our_position: str
    their_name: str
    their_position: str
    months: int = 3


@transaction.atomic
def agree(*, by: Actor, candidate: uuid.UUID, terms: Terms) -> Agreement:
    """Once a chosen candidate; from then on the sum is owed."""
    found = _chosen(by, candidate)
    _check(found, terms)
    told = {
        "candidate": str(found.id), "number": terms.number.strip(), "signed_on": terms.signed_on.isoformat(), "purpose": terms.purpose.strip(),
        "amount": found.amount, "parts": _parts(found.amount, terms),
    }  # fmt: skip
    made = Agreement(
        candidate=found, region=found.region, signed_on=terms.signed_on, number=terms.number.strip()[:80], purpose=terms.purpose.strip()[:500],
        amount=found.amount, parts=told["parts"], our_name=terms.our_name.strip()[:150], our_position=terms.our_position.strip()[:150],
        their_name=terms.their_name.strip()[:150], their_position=terms.their_position.strip()[:150], hash=digest(told),
        by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Perjanjian ini sudah dicatat, atau nomornya sudah dipakai. Muat ulang halaman.")
        ) from error
    budget = found.selection.budget
    if budget:
        row = sum_of(found, key=f"grant_owed:{found.id}")
        holdings.owe(by=by, budget=budget, rows=[row], on=terms.signed_on, reference=made.number)
    record_event(
        by=by, action="sign_grant_agreement", subject=(AGREEMENT, made.id), region=made.region,
        detail={"amount": made.amount, "parts": terms.parts, "content": made.hash}, values=[made.number, made.their_name],
    )  # fmt: skip
    return made


def _parts(amount: int, terms: Terms) -> list[list[object]]:
    days = [_later(terms.first_due, n * terms.months) for n in range(terms.parts)]
    return [[each, day.isoformat()] for each, day in zip(split(amount, terms.parts), days, strict=True)]


def _later(day: datetime.date, months: int) -> datetime.date:
    at = day.year * 12 + day.month - 1 + months
    return datetime.date(at // 12, at % 12 + 1, min(day.day, 28))


def _check(found: Candidate, terms: Terms) -> None:
    if hasattr(found, "agreement"):
        raise Conflict(_("Perjanjian ini sudah dicatat. Muat ulang halaman."))
    said = (
        terms.number,
        terms.purpose,
        terms.our_name,
        terms.our_position,
        terms.their_name,
        terms.their_position,
    )
    if not all(each.strip() for each in said):
        raise Refused(_("Isi nomor, kegunaan, dan kedua penanda tangan."))
    if not 1 <= terms.parts <= MOST_PARTS:
        raise Refused(_("Dibayar dalam satu sampai empat bagian."))
    if not found.selection.study.on <= terms.signed_on <= today_in(found.region):
        raise Refused(_("Perjanjian ditandatangani sesudah kajiannya dan paling lambat hari ini."))
    if not terms.signed_on <= terms.first_due <= terms.signed_on + datetime.timedelta(days=730):
        raise Refused(_("Bagian pertama jatuh sesudah penandatanganan dan paling lama dua tahun kemudian."))


def _chosen(by: Actor, id: uuid.UUID) -> Candidate:
    reached = Candidate.objects.for_actor(by, MANAGE).filter(id=id)
    rows = Candidate.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = (
        rows.filter(pk__in=reached.values("pk"))
        .select_related("selection__budget", "selection__study")
        .first()
    )
    if found is None:
        raise Refused(_("Penerima itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.selection.state != State.APPROVED or not found.chosen:
        raise Conflict(_("Penerima ini belum ditetapkan. Tunggu persetujuan seleksinya."))
    return found


@transaction.atomic
def pay_part(*, by: Actor, agreement: uuid.UUID, on: datetime.date, reference: str) -> Payment:
    """The next part of the agreement."""
    found = locked_agreement(by, agreement, MANAGE)
    paid = list(found.payments.order_by("part"))
    if len(paid) == len(found.parts):
        raise Conflict(_("Semua bagian sudah dibayar."))
    if paid and paid[-1].reported_on is None:
        raise Refused(
            _("Laporan penggunaan bagian %(n)d belum diterima. Bagian berikutnya dibayar sesudahnya.")
            % {"n": paid[-1].part}
        )
    if not reference.strip():
        raise Refused(_("Isi nomor SP2D atau bukti pembayarannya."))
    if not found.signed_on <= on <= today_in(found.region):
        raise Refused(_("Pembayaran sesudah perjanjian dan paling lambat hari ini."))
    part = len(paid) + 1
    days = found.candidate.selection.study.body["rules"]["report_days"]
    made = Payment(
        agreement=found, region=found.region, part=part, amount=found.parts[part - 1][0], on=on, reference=reference.strip()[:100],
        report_due_on=on + datetime.timedelta(days=days), by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Bagian ini baru saja dibayar. Muat ulang halaman.")) from error
    budget = found.candidate.selection.budget
    if budget:
        row = sum_of(found.candidate, made.amount, payment_key(f"grant_paid:{found.id}:{part}"))
        holdings.pay(by=by, budget=budget, rows=[row], on=on, reference=reference)
    record_event(
        by=by, action="pay_grant_part", subject=(AGREEMENT, found.id), region=found.region, detail={"part": part, "amount": made.amount}
    )  # fmt: skip
    _tell(found, made)
    return made


@transaction.atomic
def take_part_back(*, by: Actor, agreement: uuid.UUID, reason: str) -> Agreement:
    """The last part was noted as paid by mistake, and nobody reported on it: owed again. By somebody else than who noted it."""
    found = locked_agreement(by, agreement, Permission.VIEW_GRANTS)
    by.require(Permission.APPROVE_MONEY, region=found.region)
    if not reason.strip():
        raise Refused(_("Tulis mengapa pembayaran ini dibatalkan."))
    last = found.payments.order_by("-part").first()
    if last is None:
        raise Conflict(_("Tidak ada pembayaran yang dapat dibatalkan. Muat ulang halaman."))
    if last.reports.exists():
        raise Refused(_("Penggunaan bagian ini sudah dilaporkan; pembayarannya tidak dapat dibatalkan lagi."))
    if found.candidate.selection.budget:
        key = f"grant_paid:{found.id}:{last.part}"
        reverse_payment(by=by, subject=(CANDIDATE, found.candidate_id), reason=reason.strip()[:300], on=today_in(found.region), key=key)  # fmt: skip
    record_event(
        by=by, action="take_grant_part_back", subject=(AGREEMENT, found.id), region=found.region, reason=reason.strip()[:300],
        detail={"part": last.part, "amount": last.amount, "on": last.on.isoformat()}, values=[last.reference],
    )  # fmt: skip
    last.delete()
    return found


def _tell(found: Agreement, made: Payment) -> None:
    shop = found.candidate.business
    if shop and shop.owner.user_id:
        notify(
            users=[shop.owner.user_id], text=gettext_noop("Bantuan Anda dibayar. Laporkan penggunaannya paling lambat %(day)s."),
            values={"day": formats.day(made.report_due_on)}, url=agreement_address(found.id),
        )  # fmt: skip


def locked_agreement(by: Actor, id: uuid.UUID, permission: Permission) -> Agreement:
    reached = Agreement.objects.for_actor(by, permission).filter(id=id)
    rows = Agreement.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = (
        rows.filter(pk__in=reached.values("pk"))
        .select_related(
            "candidate__selection__budget", "candidate__selection__study", "candidate__business__owner"
        )
        .first()
    )
    if found is None:
        raise Refused(_("Perjanjian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
