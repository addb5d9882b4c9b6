import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.models import Entry
from dampingi.records.budgets.moves import taken_back
from dampingi.records.budgets.posting import Asked, Subject, lock, post
from dampingi.records.budgets.subjects import taken_back_at


def reverse_payment(*, by: Actor, subject: Subject, reason: str, on: datetime.date, key: str = "") -> Entry:
    """Take back what was paid last for a record of the caller's, who sets that right; `key` narrows it to one part."""
    rows = Entry.objects.unscoped("reverse checks the reach").filter(
        kind=Entry.Kind.PAY, subject_kind=subject[0], subject_id=subject[1]
    )
    rows = rows.filter(reversal=None, key__startswith=key)
    found = rows.order_by("-at").first()
    if found is None:
        raise Conflict(_("Tidak ada pembayaran yang dapat dibatalkan. Muat ulang halaman."))
    return reverse(by=by, entry=found.id, reason=reason, on=on, keeps_its_record=True)


def payment_key(key: str) -> str:
    """A payment that was taken back may be noted again: its key says how often it was."""
    again = Entry.objects.unscoped("keys only").filter(key__startswith=key, reversal__isnull=False).count()
    return f"{key}:{again}" if again else key


@transaction.atomic
def reverse(
    *, by: Actor, entry: uuid.UUID, reason: str, on: datetime.date, keeps_its_record: bool = False
) -> Entry:
    """Take an entry back, exactly and once, by somebody else than who noted it. `keeps_its_record`: the caller sets right the record the money was for."""
    found = Entry.objects.unscoped("reach is checked below").filter(id=entry).select_related("budget").first()
    if found is None:
        raise Refused(_("Mutasi itu tidak ada."), status=404)
    by.require(Permission.APPROVE_MONEY, region=found.budget.region)
    if found.kind == Entry.Kind.REVERSE:
        raise Refused(_("Pembalikan tidak dibalik. Catat mutasinya sekali lagi."))
    if not keeps_its_record and (cure := taken_back_at(found.subject_kind)):
        raise Refused(cure)
    if by.user_id is not None and found.by == by.user_id:
        raise Denied(_("Anda sendiri yang mencatatnya; orang lain yang membaliknya."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa mutasi ini dibalik."))
    postings = list(found.postings.select_related("source", "target"))
    lock({p.source.budget_id for p in postings})
    if Entry.objects.unscoped("reach is checked").filter(reverses=found).exists():
        raise Conflict(_("Mutasi ini sudah dibalik."))
    asked = Asked(
        Entry.Kind.REVERSE, taken_back(postings), on, (found.subject_kind, found.subject_id), found.reference, reason, reverses=found.id
    )  # fmt: skip
    made = post(by=by, asked=[asked])[0]
    record_event(
        by=by, action="reverse_budget", subject=("budget", found.budget_id), region=found.budget.region, reason=reason.strip(),
        detail={"entry": str(found.id), "kind": found.kind, "amount": found.amount},
    )  # fmt: skip
    return made
