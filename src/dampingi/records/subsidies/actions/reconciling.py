"""A month's minutes with the bank: it tells its figures, ours stand beside them, and the office agrees or returns."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import people_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.actions.claims import require_may_send
from dampingi.records.subsidies.models import Reconciliation
from dampingi.records.subsidies.reconciling import ITEMS, body_of, differences

SUBJECT = "subsidy_reconciliation"
LARGEST = 10**15
State = Reconciliation.State


def tell(
    *,
    by: Actor,
    bank: Partner,
    region: str,
    month: datetime.date,
    theirs: Mapping[str, int],
    remarks: str = "",
) -> Reconciliation:
    """Freeze what the bank says of a month that is over beside what we count."""
    require_may_send(by, bank, region)
    first = month.replace(day=1)
    if not first.year >= 2015 or first >= today_in(region).replace(day=1):
        raise Refused(_("Pilih bulan yang sudah berakhir."))
    if any(not 0 <= theirs.get(code, -1) <= LARGEST for code in ITEMS):
        raise Refused(_("Isi semua angka bank, nol atau lebih."))
    body = body_of(bank, region, first, theirs)
    if differences(body) and not remarks.strip():
        raise Refused(_("Ada angka yang berbeda dari catatan kota. Tulis penjelasannya, lalu kirim lagi."))
    try:
        with transaction.atomic():
            rows = Reconciliation.objects.unscoped("reach is checked").filter(bank=bank, region=region, month=first)  # fmt: skip
            made = Reconciliation.objects.create(
                bank=bank, region=region, month=first, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, body=body, hash=digest(body),
                remarks=remarks.strip()[:2000], by=by.user_id, by_name=by.name[:150],
            )  # fmt: skip
            record_event(
                by=by, action="tell_subsidy_reconciliation", subject=(SUBJECT, made.id), region=region,
                detail={"month": first.isoformat(), "differences": differences(body), "content": made.hash}, values=[remarks],
            )  # fmt: skip
            return made
    except IntegrityError:
        raise Conflict(_("Bulan itu sudah direkonsiliasi, atau masih menunggu dinas. Buka daftarnya.")) from None  # fmt: skip


@transaction.atomic
def answer(*, by: Actor, reconciliation: uuid.UUID, agreed: bool, note: str = "") -> Reconciliation:
    """The office's side: agreed, the minutes can be printed; returned with a reason, the bank tells anew."""
    rows = Reconciliation.objects.unscoped("reach is checked below").select_for_update(of=("self",))
    found = rows.select_related("bank").filter(id=reconciliation).first()
    if found is None:
        raise Refused(_("Rekonsiliasi itu tidak ada, atau bukan urusan Anda."), status=404)
    by.require(Permission.MANAGE_MONEY, region=found.region)
    if by.user_id is None or found.by == by.user_id:
        raise Denied(_("Anda sendiri yang mengirim angka bank; orang lain yang menyepakatinya."))
    if found.state != State.SENT:
        raise Conflict(_("Rekonsiliasi ini sudah diputus. Muat ulang halaman."))
    if not agreed and not note.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki bank."))
    found.state, found.answer = State.AGREED if agreed else State.RETURNED, note.strip()[:2000]
    found.decided_at, found.decided_by, found.decided_by_name = timezone.now(), by.user_id, by.name[:150]
    found.save()
    record_event(
        by=by, action="agree_subsidy_reconciliation" if agreed else "return_subsidy_reconciliation", subject=(SUBJECT, found.id), region=found.region,
        values=[note],
    )  # fmt: skip
    notify(
        users=people_of(found.bank),
        text=gettext_noop("Rekonsiliasi %(month)s disepakati.") if agreed else gettext_noop("Rekonsiliasi %(month)s dikembalikan."),
        values={"month": f"{found.month:%m/%Y}"}, url=reverse("subsidy_reconciliation", args=[found.id]),
    )  # fmt: skip
    return found
