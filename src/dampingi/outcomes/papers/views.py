import datetime
import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.insight.agreements.queries import agreement_of
from dampingi.insight.closings.queries import closing as closing_of
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.evaluation.queries import evaluation as evaluation_of
from dampingi.insight.hearings.queries import event_of, oversees, takes_part
from dampingi.insight.pilots.queries import choice as pilot_choice_of
from dampingi.insight.rounds.queries import minutes as round_minutes_of
from dampingi.outcomes.papers.actions import (
    agreement_paper,
    certificate_paper,
    closing_paper,
    completion_paper,
    equipment_decree_paper,
    equipment_handover_paper,
    grant_agreement_paper,
    hearing_paper,
    honour_paper,
    instrument_paper,
    invitation_paper,
    issue_assignments,
    loan_decree_extract,
    loan_decree_paper,
    monthly_report_paper,
    notes_paper,
    pact_paper,
    panel_paper,
    pilot_paper,
    print_paper,
    reconciliation_paper,
    round_paper,
)
from dampingi.outcomes.papers.content import office_of
from dampingi.outcomes.papers.forms import AssignmentForm
from dampingi.outcomes.papers.listing import letters_list, with_letters
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.numbering import coming_number
from dampingi.outcomes.papers.pacts import lines_of, text_of
from dampingi.outcomes.papers.wordfile import word_file
from dampingi.records.equipment.queries import items as equipment
from dampingi.records.grants.queries import grants
from dampingi.records.honours.queries.nominations import nomination
from dampingi.records.learning.queries.curricula import completion
from dampingi.records.meetings import queries as meetings
from dampingi.records.mentoring.queries.reports import report
from dampingi.records.pacts.queries import pact_of, pacts
from dampingi.records.programmes import queries as programmes
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies import queries as subsidies
from dampingi.records.tot.queries import trainee_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def monthly_report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The official form of an approved report, as PDF."""
    found = report(request.actor, report_id)
    return _file(monthly_report_paper(report=found), f"laporan-{found.month:%Y-%m}")


@require_GET
@requires(
    Permission.NOMINATE, Permission.CHOOSE_HONOURS, Permission.VERIFY_BUSINESSES, Permission.VIEW_DASHBOARD
)
def honour(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    """The certificate of a chosen participant, as PDF."""
    found = nomination(request.actor, nomination_id).nomination
    return _file(honour_paper(nomination=found), "piagam")


@require_GET
@requires(Permission.VIEW_MENTORS)
def assignment(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """A mentor's appointment letter, as PDF."""
    mentor = programmes.mentor(request.actor, mentor_id)
    kept = (
        Paper.objects.unscoped("of a mentor in reach")
        .filter(kind=Paper.Kind.ASSIGNMENT, subject=mentor.id)
        .first()
    )
    if kept is None:
        raise Refused(
            _("Surat tugas pendamping ini belum terbit. Minta penyelenggara menerbitkannya."), status=404
        )
    return _file(kept, "surat-tugas")


@require_GET
@requires(Permission.VIEW_MENTORS)
def certificate(request: HttpRequest, trainee_id: uuid.UUID) -> HttpResponse:
    """Who passed TOT: their certificate, as PDF."""
    return _file(certificate_paper(trainee=trainee_of(request.actor, trainee_id)), "sertifikat-tot")


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def training_certificate(request: HttpRequest, completion_id: uuid.UUID) -> HttpResponse:
    """A participant who attended enough of a curriculum: their certificate, as PDF."""
    return _file(
        completion_paper(completion=completion(request.actor, completion_id)), "sertifikat-pelatihan"
    )


@require_GET
@requires(Permission.VIEW_MENTORS)
def agreement(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """The signed performance agreement, as PDF."""
    return _file(agreement_paper(agreement=agreement_of(request.actor, agreement_id)), "perjanjian-kinerja")


@require_GET
@requires(Permission.VIEW_EVALUATION)
def instrument(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """The rules an evaluation was locked with, as PDF."""
    found = evaluation_of(request.actor, evaluation_id)
    if not hasattr(found, "lock"):
        raise Refused(_("Lampirannya terbit sesudah instrumen dikunci kepala dinas."), status=404)
    return _file(instrument_paper(lock=found.lock), "instrumen-evaluasi")


@require_GET
@requires(Permission.VIEW_EVALUATION)
def panel(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """The decree of the panel this seat is on, as it stands, as PDF."""
    seats = PanelMember.objects.for_actor(request.actor, Permission.VIEW_EVALUATION).select_related(
        "programme"
    )
    seat = seats.filter(id=member_id).first()
    if seat is None:
        raise Refused(_("Tim penilai itu tidak ada, atau bukan di wilayah Anda."), status=404)
    return _file(panel_paper(programme=seat.programme, region=seat.region), "sk-tim-penilai")


@require_GET
@requires(Permission.VIEW_EVALUATION)
def hearing(request: HttpRequest, hearings_id: uuid.UUID, day: int, room: int) -> HttpResponse:
    """The minutes of the nth day in a room, as PDF; for whoever oversees and the panel."""
    event = event_of(request.actor, hearings_id)
    if not (oversees(request.actor, event) or takes_part(request.actor, event)) or not 1 <= day <= len(
        event.days
    ):
        raise Refused(_("Berita acara itu tidak ada, atau bukan bagian Anda."), status=404)
    on = datetime.date.fromisoformat(event.days[day - 1])
    return _file(hearing_paper(event=event, on=on, room=room), "berita-acara-presentasi")


@require_GET
@for_anyone_logged_in
def invitation(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The letter that asks to a meeting, as PDF: numbered by who calls it, read by who is asked."""
    found = meetings.meeting(request.actor, meeting_id)
    if meetings.may_manage(request.actor, found):
        return _file(invitation_paper(meeting=found), "undangan")
    kept = Paper.objects.unscoped("of a meeting the actor reads").filter(
        kind=Paper.Kind.INVITATION, subject=found.id, version=found.sequence + 1
    )
    if (paper := kept.first()) is None:
        raise Refused(_("Surat undangannya belum terbit. Minta dinas menerbitkannya."), status=404)
    return _file(paper, "undangan")


@require_GET
@for_anyone_logged_in
def notes(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The approved minutes of a meeting, as PDF."""
    found = meetings.meeting(request.actor, meeting_id)
    return _file(notes_paper(meeting=found), "notulen")


@require_GET
@requires(Permission.VIEW_MEETINGS)
def closing(request: HttpRequest, closing_id: uuid.UUID) -> HttpResponse:
    """The approved minutes that close a kecamatan's mentoring, as PDF."""
    return _file(closing_paper(closing=closing_of(request.actor, closing_id)), "berita-acara-penutupan")


@require_GET
@requires(Permission.VIEW_LOANS)
def loan_decree(request: HttpRequest, loan_decree_id: uuid.UUID) -> HttpResponse:
    """The mayor's decree over loans, as PDF: to sign once the head cleared it, and as it was enacted."""
    return _file(
        loan_decree_paper(decree=subsidies.decree(request.actor, loan_decree_id)), "keputusan-subsidi"
    )


@require_GET
@requires(Permission.ANSWER_FOR_BANK)
def loan_extract(request: HttpRequest, loan_decree_id: uuid.UUID, partner_id: uuid.UUID) -> HttpResponse:
    """The enacted decree for a bank it concerns, with its own loans only, as PDF."""
    decree, bank = subsidies.decree_of_bank(request.actor, loan_decree_id, partner_id)
    return _file(loan_decree_extract(decree=decree, bank=bank), "petikan-keputusan-subsidi")


@require_GET
@requires(*subsidies.SEE)
def reconciliation(request: HttpRequest, reconciliation_id: uuid.UUID) -> HttpResponse:
    """A month's agreed minutes with a bank, as PDF; for both sides."""
    found = subsidies.reconciliation(request.actor, reconciliation_id)
    return _file(reconciliation_paper(reconciliation=found), f"rekonsiliasi-{found.month:%Y-%m}")


@require_GET
@requires(Permission.VIEW_COOPERATIVES)
def pilot_decree(request: HttpRequest, pilot_choice_id: uuid.UUID) -> HttpResponse:
    """The decree on pilot cooperatives, as PDF."""
    found = pilot_choice_of(request.actor, pilot_choice_id)
    return _file(pilot_paper(choice=found), "sk-koperasi-percontohan")


@require_GET
@requires(Permission.VIEW_ROUNDS)
def round_minutes(request: HttpRequest, round_minutes_id: uuid.UUID) -> HttpResponse:
    """The approved minutes of a monitoring round, as PDF."""
    found = round_minutes_of(request.actor, round_minutes_id)
    return _file(round_paper(minutes=found), "berita-acara-pemantauan")


@require_GET
@requires(Permission.VIEW_PARTNERS)
def pact(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    """The text of an agreement that was cleared for signature, as PDF."""
    return _file(pact_paper(pact=pact_of(pacts(request.actor), pact_id)), "perjanjian")


@require_GET
@requires(Permission.VIEW_PARTNERS)
def pact_words(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    """The same text as a Word file, in whatever state, for whoever edits it."""
    found = pact_of(pacts(request.actor).select_related("under"), pact_id)
    answer = HttpResponse(word_file(lines_of(text_of(found))), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="perjanjian-versi-{found.version}.docx"'
    return answer


@require_GET
@requires(Permission.MANAGE_EQUIPMENT, Permission.APPROVE_EQUIPMENT, Permission.SEE_AUDIT)
def equipment_decree(request: HttpRequest, equipment_decree_id: uuid.UUID) -> HttpResponse:
    """The decree that names who receives which equipment, as PDF."""
    found = equipment.decree(request.actor, equipment_decree_id)
    return _file(equipment_decree_paper(decree=found), "sk-bantuan-alat")


@require_GET
@requires(Permission.VIEW_EQUIPMENT)
def equipment_handover(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    """What changed hands, for both to sign, as PDF."""
    given = getattr(equipment.item(request.actor, equipment_award_id), "handover", None)
    if given is None:
        raise Refused(_("Berita acara terbit setelah serah terima dicatat."), status=404)
    found = equipment.handover(request.actor, given.id)
    return _file(equipment_handover_paper(handover=found), "bast-alat")


@require_GET
@requires(Permission.VIEW_GRANTS)
def grant_agreement(request: HttpRequest, grant_agreement_id: uuid.UUID) -> HttpResponse:
    """What was agreed with a recipient, for both to sign, as PDF."""
    found = grants.agreement(request.actor, grant_agreement_id)
    return _file(grant_agreement_paper(agreement=found), "perjanjian-bantuan")


def _file(paper: Paper, name: str) -> HttpResponse:
    printing = print_paper(paper=paper)
    called = f"{name}-{paper.document.code}.pdf"
    return FileResponse(
        printing.file.open("rb"), as_attachment=True, filename=called, content_type="application/pdf"
    )


@require_GET
@requires(Permission.MANAGE_MENTORS)
def assignments(request: HttpRequest) -> HttpResponse:
    programme = programmes.current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    spec = letters_list(programme, pick=reverse("new_assignments"))
    return respond(
        request, spec, _mentors(request, programme), "papers/assignments.html", {"programme": programme}
    )


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The letters about to be issued, to those ticked or to all that match; then they are."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:20_000])
    programme = programmes.current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    chosen, today = _chosen(request, programme, params), today_in(programme.region)
    form = AssignmentForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and chosen and form.is_valid():
        told = form.cleaned_data | {"mentors": [m.id for m in chosen]}
        made = attempt(form, lambda: issue_assignments(by=request.actor, **told))
        if made:
            messages.success(request, _told(len(made)))
            return redirect("assignment_letters")
    context = {
        "programme": programme, "form": form, "mentors": chosen, "chosen": params.urlencode(),
        "coming": coming_number(office=office_of(programme.region), kind=Paper.Kind.ASSIGNMENT, on=today),
    }  # fmt: skip
    return render(request, "papers/new_assignments.html", context, status=422 if form.errors else 200)


def _mentors(request: HttpRequest, programme):
    reached = Mentor.objects.for_actor(request.actor, Permission.MANAGE_MENTORS)
    return with_letters(reached.filter(programme=programme, ended_on=None))


def _chosen(request: HttpRequest, programme, params: QueryDict) -> list[Mentor]:
    """Only those who have no letter yet."""
    rows = Listing(letters_list(programme), _mentors(request, programme), params).matching.filter(letter=None)
    ticked = []
    for value in params.getlist("pilih"):
        try:
            ticked.append(uuid.UUID(value))
        except ValueError:
            continue
    return list((rows.filter(id__in=ticked) if ticked else rows).order_by("region", "name"))


def _told(count: int) -> str:
    return ngettext("%(n)s surat tugas terbit.", "%(n)s surat tugas terbit.", count) % {"n": number(count)}
