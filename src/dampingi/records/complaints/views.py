import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.complaints import actions, queries
from dampingi.records.complaints.forms import AnswerForm, ComplaintForm, MoreForm
from dampingi.records.complaints.listing import complaints_list, state_of
from dampingi.records.complaints.models import Complaint, Kind
from dampingi.records.programmes.models import Enrolment, Mentor


@require_GET
@requires(Permission.HANDLE_COMPLAINTS)
def complaints(request: HttpRequest) -> HttpResponse:
    spec = complaints_list(request.actor)
    return respond(request, spec, queries.complaints(request.actor), "complaints/complaints.html")


@requires(Permission.HANDLE_COMPLAINTS)
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """What was said, and where the office answers."""
    found = queries.complaint_of(queries.complaints(request.actor), complaint_id)
    form = AnswerForm(request.POST or None, initial={"to": "participant"})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _answer(request, found, form)):
        messages.success(request, _("Tersimpan."))
        return redirect("complaint", found.id)
    context = _told(found, internal=True) | {"form": form}
    return render(request, "complaints/complaint.html", context, status=422 if form.errors else 200)


@requires(Permission.HANDLE_COMPLAINTS)
@require_POST
def taking(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    actions.take_up(by=request.actor, complaint=complaint_id)
    messages.success(request, _("Pengaduan ini Anda tangani. Peserta melihat bahwa sedang diperiksa."))
    return redirect("complaint", complaint_id)


@requires(Permission.GIVE_VOICE)
@require_GET
def own_complaints(request: HttpRequest) -> HttpResponse:
    rows = list(queries.own_complaints(request.actor)[:50])
    for row in rows:
        row.state, row.state_words = state_of(row)
    return render(request, "complaints/own_complaints.html", {"rows": rows})


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def new_complaint(request: HttpRequest) -> HttpResponse:
    enrolment = _own_enrolment(request)
    mentors = queries.mentors_to_name([enrolment])
    form = ComplaintForm(request.POST or None, mentors=mentors, initial=_first(request, mentors))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.complain(by=request.actor, said=form.intake(enrolment)))
        if made:
            messages.success(request, _("Pengaduan Anda sampai di dinas. Jawabannya muncul di halaman ini."))
            return redirect("own_complaint", made.id)
    return render(
        request, "complaints/new_complaint.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def own_complaint(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    found = queries.complaint_of(queries.own_complaints(request.actor), complaint_id)
    form = MoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: actions.say_more(by=request.actor, complaint=found.id, text=text)):
            messages.success(request, _("Keterangan Anda sampai di dinas."))
            return redirect("own_complaint", found.id)
    context = _told(found, internal=False) | {"form": form}
    return render(request, "complaints/own_complaint.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, found: Complaint, form: AnswerForm):
    said = form.cleaned_data
    return actions.answer(
        by=request.actor, complaint=found.id, text=said["text"], internal=said["to"] == "internal",
        outcome=said["outcome"],
    )  # fmt: skip


def _told(found: Complaint, *, internal: bool) -> dict:
    state, words = state_of(found)
    said = queries.words_of(found, internal=internal)
    return {"complaint": found, "words": said, "state": state, "state_words": words}


def _first(request: HttpRequest, mentors: list[Mentor]) -> dict[str, str]:
    """A complaint about data concerns nobody in particular; the others mostly whoever accompanies the participant."""
    if request.GET.get("jenis") == Kind.DATA:
        return {"kind": Kind.DATA, "mentor": ""}
    return {"mentor": str(mentors[0].id)} if mentors else {}


def _own_enrolment(request: HttpRequest) -> Enrolment:
    own = Enrolment.objects.for_actor(request.actor, Permission.GIVE_VOICE).order_by("-enrolled_on").first()
    if own is None:
        raise Refused(_("Anda belum terdaftar sebagai peserta."), status=404)
    return own
