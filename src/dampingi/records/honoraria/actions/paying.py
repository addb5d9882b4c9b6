import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.ui.formats import money
from dampingi.foundation.ui.formats import month as written_month
from dampingi.records.honoraria.actions.drafting import KIND, WORKFLOW
from dampingi.records.honoraria.addresses import own_address
from dampingi.records.honoraria.models import BankAccount, Honorarium, Payment
from dampingi.records.programmes.rosters import today_in

AT_ONCE = 500
PAID = gettext_noop("Honorarium %(month)s sudah dibayar: %(amount)s.")


@transaction.atomic
def check_many(*, by: Actor, honoraria: Sequence[uuid.UUID]) -> int:
    """Approve what waits; all or none. Whoever is paid by it cannot."""
    rows = _named(by, honoraria)
    wrong = next((r for r in rows if r.state != Honorarium.State.DRAFT), None)
    if wrong:
        raise Conflict(
            _("Honorarium %(name)s tidak menunggu pemeriksaan lagi. Muat ulang daftarnya.")
            % {"name": wrong.mentor.name}
        )
    for found in rows:
        decide(by=by, approval=_approval(found).id, approved=True)
    return len(rows)


@transaction.atomic
def return_honorarium(*, by: Actor, honorarium: uuid.UUID, reason: str) -> Honorarium:
    """Send one back that waits for its check, or that was checked and is not paid."""
    found = _named(by, [honorarium])[0]
    if found.state == Honorarium.State.DRAFT:
        decide(by=by, approval=_approval(found).id, approved=False, comment=reason)
    elif found.state == Honorarium.State.CHECKED:
        _require_not_own(by, [found])
        if not reason.strip():
            raise Refused(_("Tulis apa yang perlu diperbaiki."))
        returned(found.id, found.attempt, reason.strip())
        _record(by, "return_honorarium", found, reason=reason.strip())
    else:
        raise Conflict(_("Honorarium ini tidak dapat dikembalikan lagi. Muat ulang halaman."))
    found.refresh_from_db()
    return found


def approved(id: uuid.UUID, version: int) -> None:
    """Called by the approvals."""
    rows = Honorarium.objects.unscoped("the approvals checked the decider")
    rows.filter(id=id, attempt=version, state=Honorarium.State.DRAFT).update(
        state=Honorarium.State.CHECKED, checked_at=timezone.now()
    )


def returned(id: uuid.UUID, version: int, comment: str) -> None:
    """Called by the approvals, and for one that was checked already."""
    rows = Honorarium.objects.unscoped("the approvals checked the decider")
    open_still = rows.filter(
        id=id, attempt=version, state__in=[Honorarium.State.DRAFT, Honorarium.State.CHECKED]
    )
    open_still.update(state=Honorarium.State.RETURNED, reason=comment[:500])


@transaction.atomic
def pay(
    *,
    by: Actor,
    honoraria: Sequence[uuid.UUID],
    on: datetime.date,
    reference: str,
    today: datetime.date | None = None,
) -> Payment:
    """Record one transfer for all of these, or for none. Each is checked, and so is the account it goes to."""
    rows = _named(by, honoraria)
    _require_not_own(by, rows)
    first = rows[0]
    if len({r.programme_id for r in rows}) > 1:
        raise Refused(_("Satu pembayaran untuk satu program. Pilih honorarium dari satu program."))
    if on > (today or today_in(first.region)):
        raise Refused(_("Tanggal bayar belum tiba. Perbaiki tanggalnya."))
    if not reference.strip():
        raise Refused(_("Tulis nomor bukti pembayarannya, misalnya SP2D."))
    accounts = _accounts(rows)
    for row in rows:
        _require_payable(row, accounts.get(row.mentor_id), on)
    made = Payment.objects.create(
        programme_id=first.programme_id, region=ancestor(first.region, min(2, depth(first.region))), on=on,
        reference=reference.strip()[:80], total=sum(r.due for r in rows), count=len(rows), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    for row in rows:
        row.state, row.payment, row.account = Honorarium.State.PAID, made, accounts[row.mentor_id]
        row.save(update_fields=["state", "payment", "account"])
        told = {"month": written_month(row.month), "amount": money(row.due)}
        notify(users=[row.mentor.user_id], text=PAID, values=told, url=own_address())
    record_event(
        by=by, action="pay_honoraria", subject=("payment", made.id), region=made.region, programme=made.programme_id,
        detail={"rows": made.count, "reference": made.reference, "on": str(on)}, values=[(str(r.id), r.due) for r in rows],
    )  # fmt: skip
    return made


def _require_payable(row: Honorarium, account: BankAccount | None, on: datetime.date) -> None:
    name = {"name": row.mentor.name}
    if row.state != Honorarium.State.CHECKED:
        raise Conflict(
            _("Honorarium %(name)s belum diperiksa, atau sudah dibayar. Muat ulang daftarnya.") % name
        )
    if account is None or not account.checked_at:
        raise Refused(
            _(
                "Rekening %(name)s belum ada atau belum diperiksa. Periksa dahulu, atau keluarkan dari pilihan."
            )
            % name
        )
    if row.registered != account.registered:
        raise Conflict(_("NPWP %(name)s berubah sejak dihitung. Kembalikan, lalu hitung ulang.") % name)
    if on < row.month:
        raise Refused(_("Tanggal bayar sebelum bulan yang dibayar. Perbaiki tanggalnya."))


def _named(by: Actor, ids: Sequence[uuid.UUID]) -> list[Honorarium]:
    """Locked, in the order of their regions; every one of them in reach."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Refused(_("Pilih sekurang-kurangnya satu honorarium."))
    if len(wanted) > AT_ONCE:
        raise Refused(_("Paling banyak %(most)d sekaligus. Persempit dengan penyaring.") % {"most": AT_ONCE})
    rows = Honorarium.objects.for_actor(by, Permission.MANAGE_HONORARIA).select_for_update(of=("self",))
    found = list(rows.select_related("mentor").filter(id__in=wanted).order_by("region", "id"))
    if len(found) < len(wanted):
        raise Refused(_("Ada honorarium yang tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _require_not_own(by: Actor, rows: Sequence[Honorarium]) -> None:
    if any(r.mentor.user_id == by.user_id for r in rows):
        raise Denied(_("Honorarium sendiri diperiksa dan dibayarkan oleh orang lain."))


def _approval(found: Honorarium) -> Approval:
    waiting = Approval.objects.unscoped("of an honorarium in reach").filter(
        workflow=WORKFLOW, subject_kind=KIND, subject_id=found.id, version=found.attempt
    )
    return waiting.get()


def _accounts(rows: Sequence[Honorarium]) -> dict[uuid.UUID, BankAccount]:
    held = BankAccount.objects.unscoped("of mentors in reach").filter(
        mentor__in=[r.mentor_id for r in rows], replaced_at=None
    )
    return {a.mentor_id: a for a in held.select_for_update()}


def _record(by: Actor, action: str, found: Honorarium, *, reason: str) -> None:
    record_event(
        by=by,
        action=action,
        subject=(KIND, found.id),
        region=found.region,
        programme=found.programme_id,
        reason=reason,
    )
