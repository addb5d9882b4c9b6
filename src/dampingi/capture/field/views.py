import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.capture.field import actions, queries
from dampingi.capture.field.forms import DecisionForm, RecoveryForm
from dampingi.capture.field.kinds import CHOOSING
from dampingi.capture.field.listing import DEVICES, SUBMISSIONS, TO_DECIDE, look, standing
from dampingi.capture.field.models import Submission
from dampingi.capture.field.presenting import details, kind_name, overlapping, people, receipts
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond

BOTH = (Permission.CAPTURE_IN_FIELD, Permission.DECIDE_CAPTURES)


@require_GET
@requires(*BOTH)
def devices(request: HttpRequest) -> HttpResponse:
    return respond(request, DEVICES, queries.devices(request.actor), "field/devices.html")


@require_GET
@requires(*BOTH)
def device(request: HttpRequest, device_id: uuid.UUID) -> HttpResponse:
    found = queries.device(request.actor, device_id)
    rows = queries.submissions(request.actor).filter(device=found.id)
    state, words = standing(found)
    context = {"device": found, "place": name_of(found.region), "state": state, "state_words": words}
    return respond(request, SUBMISSIONS, rows, "field/device.html", context)


@require_POST
@requires(*BOTH)
def revocation(request: HttpRequest, device_id: uuid.UUID) -> HttpResponse:
    actions.revoke_device(by=request.actor, device=device_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Perangkat dicabut. Yang masih dikirimnya masuk karantina."))
    return redirect("device", device_id)


@require_GET
@requires(*BOTH)
def submissions(request: HttpRequest) -> HttpResponse:
    context = {"waiting": queries.undecided(request.actor).count(), "to_decide": f"?keadaan={TO_DECIDE}"}
    found = queries.submissions(request.actor)
    return respond(request, SUBMISSIONS, found, "field/submissions.html", context)


@requires(*BOTH)
def submission(request: HttpRequest, sent_id: uuid.UUID) -> HttpResponse:
    found = queries.submission(request.actor, sent_id)
    may_decide = found.undecided and queries.may_decide(request.actor, found)
    choosing = found.kind in CHOOSING
    overlaps = found.overlaps if choosing and found.undecided else {}
    form = DecisionForm(request.POST or None, overlaps=overlaps, kind=found.kind)
    if request.method == "POST" and form.is_valid():
        # who may not decide has no form to read the refusal on
        made = (
            attempt(form, lambda: _decide(request, found, form))
            if may_decide
            else _decide(request, found, form)
        )
        if made:
            return redirect("submission_sent", made.id)
    state, words = look(found)
    context = {
        "sent": found, "form": form, "may_decide": may_decide, "choosing": choosing, "details": details(found),
        "kind": kind_name(found.kind), "enrolment": people([found]).get(found.about), "place": name_of(found.region),
        "state": state, "state_words": words, "decision": getattr(found, "decision", None),
        "overlaps": overlapping(found), "photos": list(found.photos.order_by("place")),
    }  # fmt: skip
    return render(request, "field/submission.html", context, status=422 if form.errors else 200)


@requires(*BOTH)
def recovery(request: HttpRequest) -> HttpResponse:
    """Opens a file that was exported from a phone whose PIN nobody knows any more. Sent again, it does no harm."""
    form = RecoveryForm(request.POST or None, request.FILES or None)
    made = None
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.recover(by=request.actor, raw=form.cleaned_data["file"].read()))
    context = {"form": form, "made": made, "receipts": receipts(made.receipts) if made else []}
    return render(request, "field/recovery.html", context, status=422 if form.errors else 200)


@require_GET
@requires(*BOTH)
def photo(request: HttpRequest, photo_id: uuid.UUID) -> FileResponse:
    """The re-encoded copy. The original leaves its seal for nobody here."""
    answer = FileResponse(
        queries.shown_photo(request.actor, photo_id).shown.open(), content_type="image/jpeg"
    )
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _decide(request: HttpRequest, found: Submission, form: DecisionForm) -> Submission:
    accept = request.POST.get("verdict") == "accept"
    made = actions.decide(
        by=request.actor,
        submission=found.id,
        accept=accept,
        reason=form.cleaned_data["reason"],
        fields=form.chosen(),
    )
    if made.undecided:
        messages.info(request, _("Sudah ada catatan lain tentang ini. Pilih isian mana yang benar."))
    else:
        messages.success(
            request, _("Kiriman tercatat.") if accept else _("Kiriman ditolak, isinya tetap tersimpan.")
        )
    return made
