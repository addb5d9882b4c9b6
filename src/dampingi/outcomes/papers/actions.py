import datetime
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import zone
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.agreements.queries import BOTH
from dampingi.insight.closings.models import Closing
from dampingi.insight.evaluation.models import InstrumentLock
from dampingi.insight.hearings.models import Event, Talk
from dampingi.insight.pilots.models import PilotChoice
from dampingi.insight.rounds.models import Minutes as RoundMinutes
from dampingi.outcomes.documents.actions import issue, keep_printing, succeed
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.documents.typesetting import Job, typeset_all
from dampingi.outcomes.papers import (
    closings,
    equipment,
    grants,
    hearings,
    meetings,
    pacts,
    pilots,
    rounds,
    subsidies,
)
from dampingi.outcomes.papers import content as contents
from dampingi.outcomes.papers.annex import annex
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.numbering import lock_series, next_number
from dampingi.records.equipment.models import Decree as EquipmentDecree
from dampingi.records.equipment.models import Handover as EquipmentHandover
from dampingi.records.grants.models import Agreement as GrantAgreement
from dampingi.records.honours.models import Nomination
from dampingi.records.learning.models import Completion
from dampingi.records.meetings.models import Meeting, Minutes
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.pacts.models import Pact, State
from dampingi.records.partners.models import Partner
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.readiness import require_ready
from dampingi.records.subsidies.models import LoanDecree, Reconciliation
from dampingi.records.tot.models import Trainee

PRESS = Actor.for_system("paper whose reader or maker was checked")
TEMPLATES = {
    Paper.Kind.MONTHLY_REPORT: "monthly_report.typ",
    Paper.Kind.ASSIGNMENT: "assignment.typ",
    Paper.Kind.CERTIFICATE: "certificate.typ",
    Paper.Kind.TRAINING: "certificate.typ",
    Paper.Kind.AGREEMENT: "agreement.typ",
    Paper.Kind.HONOUR: "honour.typ",
    Paper.Kind.INSTRUMENT: "instrument.typ",
    Paper.Kind.PANEL: "panel.typ",
    Paper.Kind.HEARING: "hearing.typ",
    Paper.Kind.MINUTES: "minutes.typ",
    Paper.Kind.DECREE: "decree.typ",
    Paper.Kind.DECISION: "decision.typ",
    Paper.Kind.INVITATION: "invitation.typ",
    Paper.Kind.NOTES: "notes.typ",
    Paper.Kind.CLOSING: "closing.typ",
    Paper.Kind.ROUND: "round_minutes.typ",
    Paper.Kind.PILOTS: "pilot_decree.typ",
    Paper.Kind.FORUM: "forum.typ",
    Paper.Kind.PACT: "pact.typ",
    Paper.Kind.LOAN_DECREE: "loan_decree.typ",
    Paper.Kind.LOAN_EXTRACT: "loan_decree.typ",
    Paper.Kind.RECONCILIATION: "reconciliation.typ",
    Paper.Kind.EQUIPMENT_DECREE: "equipment_decree.typ",
    Paper.Kind.EQUIPMENT_HANDOVER: "equipment_handover.typ",
    Paper.Kind.GRANT_AGREEMENT: "grant_agreement.typ",
}
LETTER = gettext_noop("Surat tugas Anda nomor %(number)s sudah terbit.")
BASIS_LENGTH = 400


@transaction.atomic
def monthly_report_paper(*, report: MonthlyReport) -> Paper:
    """The official form of an approved report, made once for each version. The caller has checked that it may be read."""
    if report.state != MonthlyReport.State.APPROVED:
        raise Conflict(_("Formulir resmi terbit setelah laporan disetujui. Sebelum itu, cetak halamannya."))
    return _keep(
        kind=Paper.Kind.MONTHLY_REPORT, subject=report.id, version=report.version, region=report.region,
        programme=report.programme_id, made_at=_approved_at(report), content=lambda: contents.monthly_report(report),
    )  # fmt: skip


@transaction.atomic
def honour_paper(*, nomination: Nomination) -> Paper:
    """The certificate of one who was chosen for good, made once. The caller has checked that it may be read."""
    if nomination.state not in contents.HONOURS:
        raise Conflict(_("Piagam terbit setelah pilihan kecamatan dan kota selesai."))
    on = timezone.localdate()
    return numbered_paper(
        kind=Paper.Kind.HONOUR, subject=nomination.id, region=nomination.region, programme=nomination.programme_id, on=on,
        content=lambda number: contents.honour(nomination, number=number, on=on),
    )  # fmt: skip


def _approved_at(report: MonthlyReport) -> datetime.datetime:
    given = [v.at for a in contents.way_of(report) if a.version == report.version for v in a.verdicts.all()]
    return max(given, default=timezone.now())


@transaction.atomic
def issue_assignments(
    *, by: Actor, mentors: Sequence[uuid.UUID], on: datetime.date, basis: str, number: str = ""
) -> list[Paper]:
    """An appointment letter for each mentor who has none yet, numbered one after the other; `number` is the office's own, for one letter."""
    found = _mentors(by, mentors)
    if not basis.strip():
        raise Refused(_("Tulis dasar penugasan, misalnya nomor SK penetapan pendamping."))
    if number.strip() and len(found) != 1:
        raise Refused(_("Nomor sendiri hanya untuk satu surat. Kosongkan agar diberi nomor berurutan."))
    made = [_assign(m, on, basis.strip()[:BASIS_LENGTH], number.strip()) for m in found]
    record_event(
        by=by, action="issue_assignments", subject=("programme", found[0].programme_id),
        region=contents.office_of(found[0].region), programme=found[0].programme_id,
        detail={"rows": len(made), "first": made[0].number, "last": made[-1].number},
        values=[(str(p.subject), p.number) for p in made],
    )  # fmt: skip
    for mentor, paper in zip(found, made, strict=True):
        notify(
            users=[mentor.user_id], text=LETTER, values={"number": paper.number},
            url=reverse("assignment_letter", args=[mentor.id]),
        )  # fmt: skip
    return made


@transaction.atomic
def completion_paper(*, completion: Completion) -> Paper:
    """The certificate of a participant who attended enough, numbered when it is first asked for. The caller has checked that it may be read."""
    return numbered_paper(
        kind=Paper.Kind.TRAINING, subject=completion.id, region=completion.region, programme=completion.programme_id,
        on=contents.established_on(completion), content=lambda number: contents.completion(completion, number=number),
    )  # fmt: skip


@transaction.atomic
def certificate_paper(*, trainee: Trainee) -> Paper:
    """The certificate of who passed TOT, numbered when it is first asked for. The caller has checked that it may be read."""
    if not trainee.passed:
        raise Conflict(_("Sertifikat terbit bagi yang lulus, setelah pelatihan ditutup."))
    return numbered_paper(
        kind=Paper.Kind.CERTIFICATE, subject=trainee.id, region=trainee.mentor.region,
        programme=trainee.mentor.programme_id, on=contents.day_of(trainee.course),
        content=lambda number: contents.certificate(trainee, number=number),
    )  # fmt: skip


@transaction.atomic
def agreement_paper(*, agreement: Agreement) -> Paper:
    """The performance agreement both sides signed, numbered when it is first asked for. The caller has checked that it may be read."""
    signatures = sorted(agreement.signatures.all(), key=lambda s: s.at)
    if len(signatures) < BOTH:
        raise Conflict(_("Perjanjian terbit setelah kedua pihak menandatangani."))
    mentor = agreement.mentor
    on = timezone.localtime(signatures[-1].at, zone(mentor.region)).date()
    return numbered_paper(
        kind=Paper.Kind.AGREEMENT, subject=mentor.id, region=mentor.region, programme=mentor.programme_id, on=on,
        version=agreement.number,
        content=lambda number: contents.agreement(agreement, signatures, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def instrument_paper(*, lock: InstrumentLock) -> Paper:
    """The annex of the decree that fixes an evaluation's rules, numbered when it is first asked for. The caller has checked that it may be read."""
    evaluation = lock.evaluation
    on = timezone.localtime(lock.at, zone(evaluation.region)).date()
    return numbered_paper(
        kind=Paper.Kind.INSTRUMENT, subject=evaluation.id, region=evaluation.region, programme=evaluation.programme_id, on=on,
        content=lambda number: annex(lock, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def panel_paper(*, programme: Programme, region: str) -> Paper:
    """The decree of the panel as it stands; after each change of it a new version. The caller has checked that it may be read."""
    version, rows = hearings.panel_rows(programme, region)
    if not rows:
        raise Conflict(_("Belum ada anggota tim penilai."))
    on = timezone.localdate(timezone=zone(region))
    return numbered_paper(
        kind=Paper.Kind.PANEL, subject=uuid.uuid5(programme.id, f"panel:{region}"), region=region, programme=programme.id, on=on,
        version=version, content=lambda number: hearings.panel_decree(programme, region, rows, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def hearing_paper(*, event: Event, on: datetime.date, room: int) -> Paper:
    """The minutes of one room on one day, once every presentation there is settled. The caller has checked that they may be read."""
    talks = hearings.talks_of(event, on, room)
    if not talks or any(t.state == Talk.State.PLANNED for t in talks):
        raise Conflict(
            _("Berita acaranya terbit sesudah kehadiran semua presentasi di ruang dan hari itu dicatat.")
        )
    return numbered_paper(
        kind=Paper.Kind.HEARING, subject=uuid.uuid5(event.id, f"{on.isoformat()}:{room}"), region=event.region,
        programme=event.programme_id, on=on, content=lambda number: hearings.minutes(event, on, room, talks, number=number),
    )  # fmt: skip


@transaction.atomic
def invitation_paper(*, meeting: Meeting) -> Paper:
    """The letter that asks to a meeting; moved, it is a new one in place of the old. The caller has checked that it may be made."""
    if meeting.cancelled_at:
        raise Refused(_("Pertemuan ini dibatalkan; undangannya tidak terbit lagi."), status=404)
    on = timezone.localdate(timezone=zone(meeting.region))
    return numbered_paper(
        kind=Paper.Kind.INVITATION, subject=meeting.id, region=meeting.region, programme=meeting.programme_id, on=on,
        version=meeting.sequence + 1, content=lambda number: meetings.invitation(meeting, number=number),
    )  # fmt: skip


@transaction.atomic
def notes_paper(*, meeting: Meeting) -> Paper:
    """The approved minutes of a meeting, numbered when they are first asked for. The caller has checked that they may be read."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("written_by").first()
    if minutes is None or minutes.approved_at is None:
        raise Refused(_("Notulen resmi terbit setelah disetujui. Sebelum itu, cetak halamannya."), status=404)
    on = timezone.localtime(minutes.approved_at, zone(meeting.region)).date()
    return numbered_paper(
        kind=Paper.Kind.NOTES, subject=meeting.id, region=meeting.region, programme=meeting.programme_id, on=on,
        version=minutes.version, content=lambda number: meetings.notes(meeting, minutes, number=number),
    )  # fmt: skip


@transaction.atomic
def closing_paper(*, closing: Closing) -> Paper:
    """The approved minutes that close a kecamatan's mentoring, from what was frozen. The caller has checked that they may be read."""
    if closing.approved_at is None:
        raise Refused(_("Berita acara terbit setelah disetujui."), status=404)
    on = timezone.localtime(closing.approved_at, zone(closing.region)).date()
    return numbered_paper(
        kind=Paper.Kind.CLOSING, subject=closing.id, region=closing.region, programme=closing.programme_id, on=on,
        content=lambda number: closings.minutes(closing, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def pact_paper(*, pact: Pact) -> Paper:
    """The text both sides sign, once legal review cleared it; one for each time it was. The caller has checked that it may be read."""
    if pact.revision == 0 or pact.state in (State.DRAFT, State.REVIEW):
        raise Refused(
            _("Naskah resmi terbit setelah disetujui bagian hukum. Sebelum itu, unduh naskah Word."),
            status=404,
        )
    return _keep(
        kind=Paper.Kind.PACT, subject=pact.id, version=pact.revision, region=pact.region, programme=None,
        made_at=timezone.now().replace(microsecond=0), content=lambda: pacts.text_of(pact),
    )  # fmt: skip


@transaction.atomic
def loan_decree_paper(*, decree: LoanDecree) -> Paper:
    """The text the mayor signs, once the head cleared it; with its number once it is enacted. The caller has checked that it may be read."""
    if decree.state not in (LoanDecree.State.CLEARED, LoanDecree.State.ENACTED):
        raise Refused(_("Naskah keputusan terbit setelah rancangannya disetujui kepala."), status=404)
    made = _keep(
        kind=Paper.Kind.LOAN_DECREE, subject=decree.id, version=decree.revision, region=decree.region, programme=None,
        made_at=timezone.now().replace(microsecond=0), content=lambda: subsidies.decree(decree),
    )  # fmt: skip
    rows = Paper.objects.unscoped("of the same decree")
    earlier = rows.filter(kind=made.kind, subject=decree.id, version__lt=made.version)
    succeed(old=[p.document for p in earlier.select_related("document")], new=made.document)
    return made


@transaction.atomic
def loan_decree_extract(*, decree: LoanDecree, bank: Partner) -> Paper:
    """An enacted decree with the loans of one bank only: what the others' borrowers owe is not its business. The caller has checked that it may be read."""
    return _keep(
        kind=Paper.Kind.LOAN_EXTRACT, subject=uuid.uuid5(decree.id, str(bank.id)), version=decree.revision, region=decree.region,
        programme=None, made_at=timezone.now().replace(microsecond=0), content=lambda: subsidies.decree(decree, bank),
    )  # fmt: skip


@transaction.atomic
def reconciliation_paper(*, reconciliation: Reconciliation) -> Paper:
    """The month's minutes both sides agreed on, from what was frozen. The caller has checked that they may be read."""
    if reconciliation.state != Reconciliation.State.AGREED:
        raise Refused(_("Berita acara terbit setelah disepakati."), status=404)
    on = timezone.localtime(reconciliation.decided_at, zone(reconciliation.region)).date()
    return numbered_paper(
        kind=Paper.Kind.RECONCILIATION, subject=reconciliation.id, region=reconciliation.region, programme=None, on=on,
        content=lambda number: subsidies.minutes(reconciliation, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def equipment_decree_paper(*, decree: EquipmentDecree) -> Paper:
    """Who receives what, once decided. The caller has checked that it may be read."""
    if decree.approved_at is None:
        raise Refused(_("SK terbit setelah keputusannya ditetapkan."), status=404)
    on = timezone.localtime(decree.approved_at, zone(decree.region)).date()
    return numbered_paper(
        kind=Paper.Kind.EQUIPMENT_DECREE, subject=decree.id, region=decree.region, programme=None, on=on,
        content=lambda number: equipment.decree(decree, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def equipment_handover_paper(*, handover: EquipmentHandover) -> Paper:
    """For both to sign; confirmed by who received, a second version says so. The caller has checked that it may be read."""
    return numbered_paper(
        kind=Paper.Kind.EQUIPMENT_HANDOVER, subject=handover.id, region=handover.region, programme=None, on=handover.on,
        version=2 if handover.confirmed_at else 1, content=lambda number: equipment.handover(handover, number=number),
    )  # fmt: skip


@transaction.atomic
def pilot_paper(*, choice: PilotChoice) -> Paper:
    """The decree on pilot cooperatives, from what was frozen. The caller has checked that it may be read."""
    if choice.approved_at is None:
        raise Refused(_("Surat keputusan terbit setelah disetujui kepala dinas."), status=404)
    on = timezone.localtime(choice.approved_at, zone(choice.region)).date()
    return numbered_paper(
        kind=Paper.Kind.PILOTS, subject=choice.id, region=choice.region, programme=None, on=on,
        content=lambda number: pilots.decree(choice, number=number, on=on),
    )  # fmt: skip


@transaction.atomic
def grant_agreement_paper(*, agreement: GrantAgreement) -> Paper:
    """For both to sign, as it was frozen; its number is the office's own. The caller has checked that it may be read."""
    return _keep(
        kind=Paper.Kind.GRANT_AGREEMENT, subject=agreement.id, version=1, region=agreement.region, programme=None,
        made_at=timezone.now().replace(microsecond=0), content=lambda: grants.agreement(agreement),
    )  # fmt: skip


@transaction.atomic
def round_paper(*, minutes: RoundMinutes) -> Paper:
    """The approved minutes of a monitoring round, from what was frozen; drawn up anew they stand in place of the earlier. The caller has checked that they may be read."""
    if minutes.approved_at is None:
        raise Refused(_("Berita acara terbit setelah disetujui."), status=404)
    region = minutes.round.region
    on = timezone.localtime(minutes.approved_at, zone(region)).date()
    made = numbered_paper(
        kind=Paper.Kind.ROUND, subject=minutes.round_id, version=minutes.number, region=region, programme=None, on=on,
        content=lambda number: rounds.minutes(minutes, number=number, on=on),
    )  # fmt: skip
    later = Paper.objects.unscoped("of the same round").filter(
        kind=Paper.Kind.ROUND, subject=minutes.round_id, version__gt=minutes.number
    )
    for newer in later.order_by("version").select_related("document")[:1]:  # asked for before this one
        succeed(old=[made.document], new=newer.document)
    return made


def numbered_paper(
    *, kind: str, subject: uuid.UUID, region: str, programme: uuid.UUID | None, on: datetime.date, content: Any, version: int = 1
) -> Paper:  # fmt: skip
    """A paper with the next number of its series; asked for again it is the same one. `content(number)` gives what it prints.

    The caller, inside a transaction, has checked that it may be made or read.
    """
    office = contents.office_of(region)
    lock_series(
        office=office, kind=kind, on=on
    )  # before looking: two who ask at once get one paper and one number
    kept = Paper.objects.unscoped("reach checked by the caller").filter(
        kind=kind, subject=subject, version=version
    )
    held = kept.first()
    if held:
        return held
    number = next_number(office=office, kind=kind, on=on)
    made = _keep(
        kind=kind, subject=subject, version=version, region=region, programme=programme, number=number,
        made_at=timezone.now().replace(microsecond=0), content=lambda: content(number),
    )  # fmt: skip
    earlier = Paper.objects.unscoped("of the same subject").filter(
        kind=kind, subject=subject, version__lt=version
    )
    succeed(old=[p.document for p in earlier.select_related("document")], new=made.document)
    return made


def _mentors(by: Actor, ids: Sequence[uuid.UUID]) -> list[Mentor]:
    """In the order of their regions, as the letters are numbered."""
    reached = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).select_related("programme")
    found = list(reached.filter(id__in=ids).order_by("region", "name"))
    if not found or len(found) != len(set(ids)):
        raise Refused(
            _("Ada pendamping yang tidak ada, atau di luar wilayah Anda. Muat ulang daftarnya."), status=404
        )
    if len({m.programme_id for m in found}) > 1:
        raise Refused(_("Pilih pendamping dari satu program saja."))
    ended = next((m for m in found if m.ended_on), None)
    if ended:
        raise Refused(_("%(name)s sudah berhenti. Pilih pendamping lain.") % {"name": ended.name})
    require_ready(found)
    held = _letters(found).values_list("subject", flat=True).first()
    if held:
        name = next(m.name for m in found if m.id == held)
        raise Conflict(_("%(name)s sudah mempunyai surat tugas. Keluarkan dari pilihan.") % {"name": name})
    return found


def _letters(mentors: Sequence[Mentor]) -> Any:
    return Paper.objects.unscoped("of mentors in reach").filter(
        kind=Paper.Kind.ASSIGNMENT, subject__in=[m.id for m in mentors]
    )


def _assign(mentor: Mentor, on: datetime.date, basis: str, number: str) -> Paper:
    office = contents.office_of(mentor.region)
    if number and _taken(office, number):
        raise Conflict(_("Nomor %(number)s sudah dipakai surat lain.") % {"number": number})
    given = number or next_number(office=office, kind=Paper.Kind.ASSIGNMENT, on=on)
    while not number and _taken(office, given):  # by a number the office gave itself
        given = next_number(office=office, kind=Paper.Kind.ASSIGNMENT, on=on)
    return _keep(
        kind=Paper.Kind.ASSIGNMENT, subject=mentor.id, version=1, region=mentor.region,
        programme=mentor.programme_id, made_at=timezone.now().replace(microsecond=0), number=given,
        content=lambda: contents.assignment(mentor, number=given, on=on, basis=basis),
    )  # fmt: skip


def _taken(office: str, number: str) -> bool:
    used = Paper.objects.unscoped("is a number free?").filter(kind=Paper.Kind.ASSIGNMENT, office=office)
    return used.filter(number=number).exists()


def _keep(
    *, kind: str, subject: uuid.UUID, version: int, region: str, programme: uuid.UUID | None, made_at: datetime.datetime,
    content: Any, number: str = "",
) -> Paper:  # fmt: skip
    kept = (
        Paper.objects.unscoped("reach checked by the caller")
        .filter(kind=kind, subject=subject, version=version)
        .first()
    )
    if kept:
        return kept
    told = content()
    document = issue(
        by=PRESS, kind=kind, title=told["title"], content_hash=digest(told), region=region, programme=programme,
        made_at=made_at, number=number,
    )  # fmt: skip
    # two who print at once get one paper
    made, _new = Paper.objects.unscoped("reach checked by the caller").get_or_create(
        kind=kind, subject=subject, version=version,
        defaults={
            "region": region, "programme": programme, "made_at": made_at, "content": told, "document": document,
            "number": number, "office": contents.office_of(region),
        },
    )  # fmt: skip
    return made


def print_paper(*, paper: Paper) -> Printing:
    """The paper's PDF, set once and kept. The caller has checked that it may be read."""
    kept = paper.document.printings.filter(format="pdf").first()
    if kept:
        return kept
    with tempfile.TemporaryDirectory() as folder:
        order = order_of(paper, Path(folder) / "paper.pdf")
        typeset_all([order])
        return keep_printing(by=PRESS, document=paper.document, format="pdf", body=order.out.read_bytes())


def order_of(paper: Paper, out: Path) -> Job:
    """What the press is told. Refuses a paper whose content is no longer the registered one."""
    sha256 = digest(paper.content)
    if sha256 != paper.document.content_hash:
        raise Denied(_("Isi dokumen ini tidak lagi sama dengan yang terdaftar. Hubungi pengelola sistem."))
    with translation.override("id"):
        data = contents.laid(
            paper.content, code=paper.document.code, sha256=sha256, made_at=paper.made_at, region=paper.region
        )
    return Job(TEMPLATES[Paper.Kind(paper.kind)], data, paper.made_at, out)
