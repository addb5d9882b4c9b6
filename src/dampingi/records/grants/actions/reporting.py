"""What a part was spent on, with receipts: told by the recipient, their mentor or the office, accepted by somebody else."""

import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.enclosures import Paper
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.grants.actions.agreeing import locked_agreement
from dampingi.records.grants.addresses import agreement_address
from dampingi.records.grants.models import Payment, Receipt, UseReport
from dampingi.records.programmes.rosters import today_in

REPORT = "grant_report"
MOST_RECEIPTS = 10
CHECKERS = (Permission.MANAGE_GRANTS, Permission.APPROVE_GRANTS)
"""Whoever manages, or whoever approves: an office of one needs its head to look."""


@transaction.atomic
def report_use(
    *, by: Actor, agreement: uuid.UUID, part: int, spent: int, told: str, receipts: Sequence[Paper]
) -> UseReport:
    """`receipts` were read and sealed before the transaction."""
    found = locked_agreement(by, agreement, Permission.REPORT_GRANTS)
    paid = found.payments.filter(part=part).first()
    if paid is None:
        raise Refused(_("Bagian itu belum dibayar. Laporkan setelah uangnya diterima."))
    if not 0 < spent <= paid.amount:
        raise Refused(_("Isi yang dipakai lebih dari nol dan paling banyak sebesar bagian itu. Sisanya dikembalikan ke kas daerah."))  # fmt: skip
    if not told.strip():
        raise Refused(_("Tulis untuk apa uangnya dipakai."))
    if not receipts or len(receipts) > MOST_RECEIPTS:
        raise Refused(_("Lampirkan satu sampai %(most)d bukti belanja.") % {"most": MOST_RECEIPTS})
    made = UseReport(
        payment=paid, region=found.region, on=today_in(found.region), spent=spent, told=told.strip()[:1000], by=by.user_id, by_name=by.name[:150]
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Bagian ini sudah dilaporkan. Tunggu pemeriksaannya, atau muat ulang halaman.")
        ) from error
    for paper in receipts:
        _keep(made, paper)
    record_event(
        by=by, action="report_grant_use", subject=(REPORT, made.id), region=made.region,
        detail={"part": part, "spent": spent, "receipts": len(receipts)}, values=[made.told],
    )  # fmt: skip
    return made


def _keep(report: UseReport, paper: Paper) -> None:
    made = Receipt(report=report, kind=paper.kind)
    made.original.save(f"{made.id}", ContentFile(paper.original), save=False)
    if paper.shown:
        made.shown.save(f"{made.id}", ContentFile(paper.shown), save=False)
    made.save(force_insert=True)


@transaction.atomic
def check_report(*, by: Actor, report: uuid.UUID, accepted: bool, note: str = "") -> UseReport:
    """By somebody of the office who did not write it; a returned one may be written anew."""
    reached = [UseReport.objects.for_actor(by, p).filter(id=report).values("pk") for p in CHECKERS]
    rows = UseReport.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = (
        rows.filter(Q(pk__in=reached[0]) | Q(pk__in=reached[1])).select_related("payment__agreement").first()
    )
    if found is None:
        raise Refused(_("Laporan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.state != UseReport.State.WAITING:
        raise Conflict(_("Laporan ini sudah diperiksa. Muat ulang halaman."))
    if by.user_id is not None and by.user_id == found.by:
        raise Denied(_("Anda sendiri yang menulis laporan ini; orang lain yang memeriksanya."))
    if not accepted and not note.strip():
        raise Refused(_("Tulis apa yang harus diperbaiki sebelum mengembalikan laporan."))
    found.state = UseReport.State.ACCEPTED if accepted else UseReport.State.RETURNED
    found.note, found.checked_by = note.strip()[:500], by.name[:150]
    found.save(update_fields=["state", "note", "checked_by"])
    if accepted:
        Payment.objects.unscoped("of a report in hand").filter(id=found.payment_id).update(
            reported_on=found.on
        )
    record_event(
        by=by, action="check_grant_report", subject=(REPORT, found.id), region=found.region, detail={"accepted": accepted}, values=[found.note]
    )  # fmt: skip
    if found.by:
        text = gettext_noop("Laporan penggunaan bantuan diterima.") if accepted else gettext_noop("Laporan penggunaan bantuan dikembalikan. Baca catatannya.")  # fmt: skip
        notify(users=[found.by], text=text, url=agreement_address(found.payment.agreement_id))
    return found
