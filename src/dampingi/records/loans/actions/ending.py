"""An application comes to nothing: refused by the office or the bank, or withdrawn. Always with a coded reason."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.loans.actions.bank import answered
from dampingi.records.loans.actions.steps import handled, locked
from dampingi.records.loans.addresses import application_address
from dampingi.records.loans.models import End, LoanApplication
from dampingi.records.loans.papers import delete_files
from dampingi.records.loans.reasons import NOT_TOLD, bank_reasons, reasons_of
from dampingi.records.loans.watchers import tell
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def refuse(*, by: Actor, application: uuid.UUID, reason: str, note: str = "") -> End:
    """The office refuses, before it recommended."""
    found = handled(by, application)
    if found.reached not in ("", "office_check", "survey"):
        raise Conflict(
            _("Pengajuan ini sudah direkomendasikan. Tanyakan kepada bank atau pemohon bila tidak jadi.")
        )
    return _end(by, found, "office", reason, note)


@transaction.atomic
def refuse_for_bank(*, by: Actor, application: uuid.UUID, reason: str, note: str = "") -> End:
    """The bank refuses, before it signed."""
    found = answered(by, application)
    if not found.reached or hasattr(found, "loan"):
        raise Conflict(_("Pengajuan ini belum sampai di bank, atau sudah akad. Muat ulang halaman."))
    if reason not in bank_reasons(found):
        raise Refused(
            _("Pilih sebabnya dari daftar. Tanpa persetujuan pemohon, bank tidak menyebutkan sebabnya.")
        )
    return _end(by, found, "bank", reason, "" if reason == NOT_TOLD else note)


@transaction.atomic
def withdraw(*, by: Actor, application: uuid.UUID, reason: str, note: str = "") -> End | None:
    """The applicant steps back, themselves or through whoever entered it. A draft is simply gone: nobody had seen it."""
    rows = LoanApplication.objects.for_actor(by, Permission.ASK_FOR_LOANS).select_for_update(of=("self",))
    held = rows.filter(id=application).first()
    if held is None:
        raise Refused(_("Pengajuan itu tidak ada, atau bukan urusan Anda."), status=404)
    if held.submitted_on is None:
        _drop(by, held)
        return None
    found = locked(application)
    if found.reached and found.steps.filter(code="disbursement").exists():
        raise Conflict(_("Pinjaman ini sudah cair. Pelunasan lebih awal dicatat bank."))
    return _end(by, found, "withdrawn", reason, note)


def _drop(by: Actor, held: LoanApplication) -> None:
    record_event(by=by, action="drop_loan_draft", subject=("loan_application", held.id), region=held.region)
    files = [f for d in held.documents.all() for f in (d.original, d.shown) if f]
    held.delete()
    transaction.on_commit(lambda: delete_files(files))


def _end(by: Actor, found: LoanApplication, kind: str, reason: str, note: str) -> End:
    if reason not in reasons_of(kind):
        raise Refused(_("Pilih sebabnya dari daftar."))
    if reason == "other" and not note.strip():
        raise Refused(_("Tulis sebabnya pada catatan."))
    today = today_in(found.region)
    made = End.objects.create(
        application=found, kind=kind, reason=reason, note=note.strip()[:500], after=found.reached, on=today, by=by.user_id, by_name=by.name[:150]
    )  # fmt: skip
    found.ended_on = today
    found.save(update_fields=["ended_on"])
    # what a bank found of a person's credit never stands where auditors or the office's others read
    told = {"kind": kind, "after": found.reached} | ({} if kind == "bank" else {"reason": reason})
    record_event(
        by=by, action="end_loan_application", subject=("loan_application", found.id), region=found.region, detail=told, values=[reason, note]
    )  # fmt: skip
    tell("ended", by, found)
    if found.person.user_id and kind != "withdrawn":
        notify(
            users=[found.person.user_id],
            text=gettext_noop("Pengajuan pinjaman Anda tidak dapat diteruskan."),
            url=application_address(found.id),
        )
    return made
