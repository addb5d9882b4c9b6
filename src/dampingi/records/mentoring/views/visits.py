from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.mentoring import listing
from dampingi.records.mentoring.actions import record_meeting
from dampingi.records.mentoring.forms.visits import VisitForm
from dampingi.records.mentoring.queries import visits as queries
from dampingi.records.mentoring.queries.attention import attention
from dampingi.records.mentoring.queries.dossier import Dossier, dossier
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import caseload, current_programme, own_mentor


@require_GET
@requires(Permission.VIEW_VISITS)
def visits(request):
    spec = listing.visits_list(request.actor)
    context = {"may_record": request.actor.holds(Permission.RECORD_VISITS)}
    return respond(request, spec, queries.visits(request.actor), "mentoring/visits.html", context)


@require_GET
@requires(Permission.VIEW_VISITS, Permission.VIEW_PARTICIPANTS)
def visit(request, visit_id):
    found = queries.visit(request.actor, visit_id)
    context = {"visit": found, "topic": choices("topics").get(found.topic, found.topic)}
    return render(request, "mentoring/visit.html", context)


@require_GET
@requires(Permission.VIEW_VISITS, Permission.VIEW_PARTICIPANTS)
def photo(request, visit_id):
    """The re-encoded copy, for those who may see the visit. The original leaves its seal for nobody here."""
    found = queries.visit(request.actor, visit_id)
    if not found.photo:
        raise Refused(_("Kunjungan ini tidak berfoto."), status=404)
    answer = FileResponse(found.photo.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_GET
@requires(Permission.RECORD_VISITS)
def whom(request):
    """Whom did you visit? One's own participants, the most pressing first; those without a caseload use the list."""
    programme = current_programme(request.actor)
    mentor = own_mentor(request.actor, programme) if programme else None
    today = timezone.localdate()
    theirs = caseload(mentor, on=today) if mentor else []
    if not theirs:
        return redirect("participants")
    return render(request, "mentoring/whom.html", {"rows": attention(theirs, programme, today=today)})


@requires(Permission.RECORD_VISITS)
def record(request, enrolment_id):
    found = dossier(request.actor, enrolment_id, today=timezone.localdate())
    mentor = _mentor(request, found)
    open_constraints = [c for c in found.constraints if c.resolved_on is None]
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        stages=found.open_stages,
        open_constraints=open_constraints,
        initial={"id": new_id(), "on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _record(request, form, found, mentor))
        if made:
            messages.success(request, _("Kunjungan tersimpan."), extra_tags=f"kunjungan:{found.enrolment.id}")
            return redirect("participant", found.enrolment.id)
    context = {"form": form, "dossier": found, "enrolment": found.enrolment, "sees_plans": True}
    return render(request, "mentoring/record_visit.html", context, status=422 if form.errors else 200)


def _record(request, form: VisitForm, found: Dossier, mentor: Mentor):
    return record_meeting(
        by=request.actor,
        visit=form.intake(found.enrolment, mentor),
        stages=form.finished(),
        constraints=form.cleaned_data["constraints"],
        severity=form.cleaned_data["severity"],
        resolved=form.resolved(),
        weighed=form.weighed(),
        business=found.enrolment.business_id,
    )


def _mentor(request, found: Dossier) -> Mentor:
    mentor = own_mentor(request.actor, found.enrolment.programme)
    if mentor is None:
        raise Refused(_("Anda bukan pendamping di program peserta ini."), status=403)
    if found.enrolment.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; kunjungan baru tidak dapat dicatat."), status=409)
    return mentor
