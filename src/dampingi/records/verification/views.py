import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import EXPORT, respond
from dampingi.foundation.ui.sheets import download
from dampingi.records.businesses import actions
from dampingi.records.businesses.models import Standing, Verification
from dampingi.records.verification import presenting, queries
from dampingi.records.verification.forms import LookForm, SettleForm
from dampingi.records.verification.listing import queue_list

NARROWING = ("keadaan", "kurang", "cari")


@requires(Permission.VERIFY_BUSINESSES, Permission.VIEW_BUSINESSES)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits to be seen; with a reason or a search chosen, all of the register that fits it."""
    asked = any(request.GET.get(name) for name in NARROWING)
    found = queries.register(request.actor) if asked else queries.waiting(request.actor)
    context = {
        "sees_quality": request.actor.holds(Permission.VIEW_DASHBOARD),
        "reasons": presenting.reasons(request.actor, request.GET),
    }
    return respond(request, queue_list(request.actor), found, "verification/queue.html", context)


@requires(Permission.VERIFY_BUSINESSES)
def look(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """The form in the field: what the register says beside what there is."""
    business = queries.business(request.actor, business_id)
    form = LookForm(request.POST or None, request.FILES or None)
    key = f"verifikasi:{business.id}"
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.verify_business(by=request.actor, row=form.row(business)))
        if made:
            messages.success(request, presenting.thanks(made), extra_tags=key)
            return redirect("business", business.id)
    context = {"form": form, "draft_key": key} | presenting.look_page(request.actor, business)
    return render(request, "verification/look.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_BUSINESSES)
def difference(request: HttpRequest, look_id: uuid.UUID) -> HttpResponse:
    """The office settles what a verifier found otherwise: take it over, send somebody again, or archive."""
    found = queries.verification(request.actor, look_id, Permission.EDIT_BUSINESSES)
    form = SettleForm(
        request.POST or None, observed=found.observed, initial={"fields_taken": list(found.observed)}
    )
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _settle(request, form, found)):
        messages.success(request, _("Perbedaan diselesaikan."))
        return redirect("business", found.business_id)
    context = {"form": form} | presenting.difference_page(request.actor, found)
    return render(request, "verification/difference.html", context, status=422 if form.errors else 200)


def _settle(request: HttpRequest, form: SettleForm, found: Verification) -> Verification:
    said, note = form.cleaned_data, form.cleaned_data["note"]
    told = {"by": request.actor, "verification": found.id, "note": note}
    match request.POST.get("step"):
        case "accept":
            return actions.accept_observation(fields=said["fields_taken"], **told)
        case "again":
            return actions.look_again(**told)
        case "archive" if found.outcome == Standing.NOT_FOUND:
            return actions.archive_missing(**told)
    raise Refused(_("Pilih salah satu penyelesaian."))


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def photo(request: HttpRequest, look_id: uuid.UUID) -> HttpResponse:
    """The re-encoded copy, for those who may see the business."""
    found = queries.verification(request.actor, look_id, Permission.VIEW_BUSINESSES)
    if not found.photo:
        raise Refused(_("Verifikasi ini tidak berfoto."), status=404)
    answer = FileResponse(found.photo.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@requires(Permission.VIEW_DASHBOARD)
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """How good the data of each place is and what would raise it most."""
    page = presenting.quality_page(request.actor, request.GET)
    if request.GET.get(EXPORT) == "xlsx":
        return download(presenting.quality_workbook(request.actor, page), "mutu-data")
    return render(request, "verification/quality.html", page)
