"""An application's way through its scheme's steps, in its scheme's order, each once."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.engines.subsidy import schedule, shares
from dampingi.engines.subsidy.schedules import nth_due
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices, source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.loans.addresses import application_address, bank_address
from dampingi.records.loans.models import Check, LoanApplication, Step
from dampingi.records.loans.terms import city_share, terms_of
from dampingi.records.loans.watchers import Planned, tell
from dampingi.records.partners.queries import people_of
from dampingi.records.programmes.rosters import today_in

HANDLE = Permission.HANDLE_LOANS


def locked(id: uuid.UUID) -> LoanApplication:
    """One that is open, locked. The caller checks the reach."""
    rows = LoanApplication.objects.unscoped("the caller checks the reach").select_for_update(of=("self",))
    found = rows.select_related("edition", "bank", "person").filter(id=id).first()
    if found is None or found.submitted_on is None:
        raise Refused(_("Pengajuan itu tidak ada, atau bukan urusan Anda."), status=404)
    if found.ended_on:
        raise Conflict(_("Pengajuan ini sudah berakhir. Muat ulang halaman."))
    return found


def handled(by: Actor, id: uuid.UUID) -> LoanApplication:
    """The same, for the office of its region."""
    found = locked(id)
    by.require(HANDLE, region=found.region)
    return found


def following(found: LoanApplication) -> str:
    """The step its scheme asks for next; '' when all are taken."""
    steps = found.edition.body["steps"]
    at = steps.index(found.reached) + 1 if found.reached else 0
    return str(steps[at]) if at < len(steps) else ""


def take(by: Actor, found: LoanApplication, code: str, on: datetime.date, note: str = "") -> Step:
    """Write a step of a locked application; Refused where another is next."""
    due = following(found)
    if due != code:
        if found.steps.filter(code=code).exists():
            raise Conflict(_("Langkah ini sudah dicatat. Muat ulang halaman."))
        called = choices("loan_steps").get(due) or _("tidak ada lagi")
        raise Refused(_("Langkah berikutnya menurut skema ini: %(step)s.") % {"step": called}, status=409)
    _check_day(found, on)
    made = Step.objects.create(
        application=found, code=code, on=on, note=note.strip()[:500], by=by.user_id, by_name=by.name[:150]
    )
    found.reached = code
    found.save(update_fields=["reached"])
    record_event(
        by=by, action="take_loan_step", subject=("loan_application", found.id), region=found.region,
        detail={"step": code, "on": on.isoformat()}, values=[note],
    )  # fmt: skip
    _tell(found, code)
    return made


def _check_day(found: LoanApplication, on: datetime.date) -> None:
    last = found.steps.order_by("-on").values_list("on", flat=True).first() or found.submitted_on
    if last and not last <= on <= today_in(found.region):
        raise Refused(
            _("Tanggalnya tidak boleh sebelum langkah terakhir atau sesudah hari ini. Perbaiki tanggalnya.")
        )


@transaction.atomic
def check(
    *, by: Actor, application: uuid.UUID, rows: dict[str, tuple[str, str]], forward: bool = False
) -> LoanApplication:
    """Note what was found of each requirement; `forward` sends it to the bank once all are met."""
    found = handled(by, application)
    if by.user_id is not None and by.user_id == found.by:
        raise Denied(_("Anda sendiri yang memasukkan pengajuan ini; orang lain yang memeriksanya."))
    if found.reached:
        raise Conflict(_("Pengajuan ini sudah diperiksa. Muat ulang halaman."))
    asked = found.edition.body["requirements"]
    names = source_names("loan_requirements")
    for code, (verdict, reason) in rows.items():
        if code not in asked or verdict not in Check.Verdict.values:
            raise Refused(_("Pilih temuan untuk setiap syarat dari daftar."))
        if verdict != Check.Verdict.MET and not reason.strip():
            raise Refused(_("Tulis sebabnya untuk: %(name)s.") % {"name": names[code]})
        told = {
            "verdict": verdict,
            "reason": reason.strip()[:300],
            "by": by.user_id,
            "by_name": by.name[:150],
        }
        Check.objects.update_or_create(application=found, requirement=code, defaults=told)
    record_event(
        by=by, action="check_loan_application", subject=("loan_application", found.id), region=found.region,
        detail={"checks": {c: v for c, (v, _r) in rows.items()}}, values=[r for _v, r in rows.values()],
    )  # fmt: skip
    if forward:
        met = set(found.checks.filter(verdict=Check.Verdict.MET).values_list("requirement", flat=True))
        left = [choices("loan_requirements")[c] for c in asked if c not in met]
        if left:
            raise Refused(_("Belum semua syarat terpenuhi: %(what)s. Tolak dengan sebabnya, atau tunggu pemohon melengkapi.") % {"what": "; ".join(left)})  # fmt: skip
        take(by, found, "office_check", today_in(found.region))
        notify(
            users=people_of(found.bank),
            text=gettext_noop("Pengajuan pinjaman baru menunggu survei."),
            url=bank_address(found.id),
        )
    return found


@transaction.atomic
def recommend(*, by: Actor, application: uuid.UUID, note: str = "") -> LoanApplication:
    """The office stands for it; whoever keeps the budget reserves in the same transaction, or refuses."""
    found = handled(by, application)
    made = take(by, found, "recommendation", today_in(found.region), note)
    tell("recommended", by, found, planned(found, made.on))
    return found


def planned(found: LoanApplication, on: datetime.date) -> Planned:
    """The months of what the bank offered, as if signed that day."""
    survey = found.survey
    terms = terms_of(found.edition.body, survey.principal, survey.months, on, nth_due(on, 2))
    lines = schedule(terms)
    return Planned(
        lines, [city for city, _own in shares(lines, city_share(found.edition.body, survey.principal))]
    )


def _tell(found: LoanApplication, code: str) -> None:
    if found.person.user_id:
        notify(
            users=[found.person.user_id], text=gettext_noop("Pengajuan pinjaman Anda: %(step)s selesai."),
            values={"step": source_names("loan_steps")[code]}, url=application_address(found.id),
        )  # fmt: skip
