"""A bank's monthly claim: handed in and examined, accepted by the office, or returned."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.engines.subsidy import Claim as Told
from dampingi.engines.subsidy import Finding
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.loans.models import Loan, Schedule
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partners_of, people_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.examining import Book, Key, book_of, examined
from dampingi.records.subsidies.models import Claim, ClaimLine

NAME = SUBJECT = "subsidy_claim"
MOST = 5_000
State = Claim.State


def may_send(by: Actor, bank: Partner, region: str) -> bool:
    """The bank's own people, or the office for a bank that has no account."""
    if by.holds(Permission.ANSWER_FOR_BANK) and partners_of(by).filter(id=bank.id).exists():
        return True
    return by.may(Permission.MANAGE_MONEY, region=region) and not people_of(bank)


def require_may_send(by: Actor, bank: Partner, region: str) -> None:
    if not may_send(by, bank, region):
        raise Denied(_("Tagihan dikirim oleh banknya sendiri. Hubungi bank, atau masuk dengan akun banknya."))


def hand_in(
    *, by: Actor, bank: Partner, region: str, month: datetime.date, lines: Sequence[Told], late: Mapping[Key, int] | None = None
) -> Claim:  # fmt: skip
    """Examine the lines against the schedules that hold and keep them with what was found; those that hold stand for their loan and month. `late`: days a borrower has not paid."""
    require_may_send(by, bank, region)
    today = today_in(region)
    if not month.year >= 2015 or month.replace(day=1) > today:
        raise Refused(_("Pilih bulan yang sudah berjalan."))
    if not lines:
        raise Refused(_("Tidak ada baris tagihan. Isi sedikitnya satu baris, lalu kirim lagi."))
    if len(lines) > MOST:
        raise Refused(_("Satu tagihan paling banyak %(most)d baris. Bagi menjadi beberapa berkas.") % {"most": MOST})  # fmt: skip
    book = book_of(bank, region)
    findings = examined(book, lines, today)
    try:
        with transaction.atomic():
            return _kept(by, bank, region, month.replace(day=1), book, findings, late or {})
    except IntegrityError:
        raise Conflict(_("Tagihan lain untuk pinjaman dan bulan yang sama baru saja masuk. Kirim lagi; yang sudah ditagih akan ditandai.")) from None  # fmt: skip


def _kept(
    by: Actor, bank: Partner, region: str, month: datetime.date, book: Book, findings: list[Finding], late: Mapping[Key, int]
) -> Claim:  # fmt: skip
    rows = Claim.objects.unscoped("reach is checked").filter(bank=bank, region=region, month=month)
    _check_current(book, findings)
    came = [[f.claim.loan, f.claim.month.isoformat(), f.claim.balance, f.claim.amount] for f in findings]
    if rows.filter(hash=digest(came)).exclude(state=State.RETURNED).exists():
        raise Conflict(_("Lembar yang sama sudah dikirim untuk bulan itu. Buka tagihannya di daftar."))
    made = Claim.objects.create(
        bank=bank, region=region, month=month, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, hash=digest(came), by=by.user_id,
        by_name=by.name[:150],
    )  # fmt: skip
    ClaimLine.objects.bulk_create(
        [
            ClaimLine(
                claim=made, row=n, told=f.claim.loan[:40], loan=book.loans.get(f.claim.loan), month=f.claim.month, balance=f.claim.balance,
                amount=f.claim.amount, faults=[str(x) for x in f.faults], due_balance=f.due and f.due.balance, due=f.due and f.due.subsidy,
                version=book.versions.get(f.claim.loan), late_days=late.get(f.claim.key), months_after=_months(f.claim.month, today_in(region)), payable=f.payable, counts=f.payable > 0,
            )
            for n, f in enumerate(findings, start=1)
        ],
        batch_size=500,
    )  # fmt: skip
    record_event(
        by=by, action="send_subsidy_claim", subject=(SUBJECT, made.id), region=region,
        detail={"month": month.isoformat(), "rows": len(came), "payable": sum(f.payable for f in findings), "content": made.hash}, values=came,
    )  # fmt: skip
    return made


def _months(first: datetime.date, last: datetime.date) -> int:
    return max(0, (last.year - first.year) * 12 + last.month - first.month)


def _check_current(book: Book, findings: list[Finding]) -> None:
    """A loan that changed since its lines were examined waits for nobody: they are examined anew."""
    ids = {
        book.loans[f.claim.loan].id: book.versions[f.claim.loan]
        for f in findings
        if f.claim.loan in book.loans
    }
    rows = Loan.objects.unscoped("a bank's own, for its claim").filter(id__in=ids)
    list(rows.select_for_update().order_by("number").values_list("id"))
    held = Schedule.objects.filter(loan__in=ids).values_list("loan").annotate(n=Max("version"))
    if dict(held) != ids:
        raise Conflict(_("Jadwal sebuah pinjaman baru saja berubah. Kirim lagi; barisnya diperiksa menurut jadwal yang baru."))  # fmt: skip


def locked(id: uuid.UUID) -> Claim:
    rows = Claim.objects.unscoped("the caller checks the reach").select_for_update(of=("self",))
    found = rows.select_related("bank").filter(id=id).first()
    if found is None:
        raise Refused(_("Tagihan itu tidak ada, atau bukan urusan Anda."), status=404)
    return found


@transaction.atomic
def accept(*, by: Actor, claim: uuid.UUID) -> Claim:
    """The office took note of every line and puts what holds before the head."""
    found = locked(claim)
    by.require(Permission.MANAGE_MONEY, region=found.region)
    if by.user_id is None:
        raise Refused(_("Tagihan diterima oleh seorang petugas."))
    if found.by == by.user_id:
        raise Denied(_("Anda sendiri yang mengirim tagihan ini; orang lain yang menerimanya."))
    if found.state != State.SENT:
        raise Conflict(_("Tagihan ini sudah diputus. Muat ulang halaman."))
    if not found.lines.filter(counts=True).exists():
        raise Refused(_("Tidak ada baris yang dapat dibayar. Kembalikan kepada bank dengan alasannya."))
    found.state, found.accepted_at = State.ACCEPTED, timezone.now()
    found.accepted_by, found.accepted_by_name = by.user_id, by.name[:150]
    found.save()
    record_event(by=by, action="accept_subsidy_claim", subject=(SUBJECT, found.id), region=found.region)
    submit(
        by=by,
        workflow=NAME,
        subject=(SUBJECT, found.id),
        version=1,
        region=found.region,
        drafted_by=by.user_id,
    )
    return found


@transaction.atomic
def give_back(*, by: Actor, claim: uuid.UUID, reason: str) -> Claim:
    """Back to the bank; none of its lines stands for its loan and month any longer."""
    found = locked(claim)
    by.require(Permission.MANAGE_MONEY, region=found.region)
    if found.state != State.SENT:
        raise Conflict(_("Tagihan ini sudah diputus. Muat ulang halaman."))
    if not reason.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki bank."))
    record_event(
        by=by, action="give_back_subsidy_claim", subject=(SUBJECT, found.id), region=found.region, reason=reason.strip()
    )  # fmt: skip
    return withdraw_lines(found, reason)


def withdraw_lines(found: Claim, reason: str) -> Claim:
    found.lines.update(counts=False)
    found.state, found.returned_note = State.RETURNED, reason.strip()
    found.save()
    notify(
        users=people_of(found.bank), text=gettext_noop("Tagihan subsidi %(month)s dikembalikan."),
        values={"month": f"{found.month:%m/%Y}"}, url=reverse("subsidy_claim", args=[found.id]),
    )  # fmt: skip
    return found
