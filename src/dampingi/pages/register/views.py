import uuid
from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.queries import job_of
from dampingi.foundation.ui.lists import EXPORT, FORMATS, Listing, respond
from dampingi.pages.register import presenting
from dampingi.pages.register.forms import BulkForm
from dampingi.pages.register.inviting import MESSAGE, MESSAGE_LENGTH, invitation_list
from dampingi.pages.register.listing import businesses_list
from dampingi.pages.register.selecting import Selection
from dampingi.pages.register.tasks import CHANGE, UNDO, origin_of
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.actions.bulk import changed_in
from dampingi.records.businesses.models import Business


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def businesses(request: HttpRequest) -> HttpResponse:
    found = queries.businesses(request.actor, archived=request.GET.get("arsip") == "ya")
    context = {
        "may_import": request.actor.holds(Permission.IMPORT_SHEETS),
        "sees_quality": request.actor.holds(Permission.VIEW_DASHBOARD),
        "may_register": bool(request.actor.regions(Permission.EDIT_BUSINESSES)),
    }
    return respond(request, businesses_list(request.actor), found, "pages/businesses.html", context)


@requires(Permission.EDIT_BUSINESSES)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """What is about to happen to how many, before it does; agreeing asks a worker to do it."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:20_000])
    selection = Selection(request.actor, params)
    count = selection.count()
    form = BulkForm(request.POST or None, archived=selection.archived, initial={"count": count})
    if request.method == "POST" and count and form.is_valid():
        params = {"bulk": asdict(form.bulk), "chosen": selection.query, "count": form.cleaned_data["count"]}
        work = start(by=request.actor, kind=CHANGE, params=params, total=count)
        work.url = reverse("businesses_changed", args=[work.id])
        work.save(update_fields=["url"])
        return redirect("job", work.id)
    context = presenting.change_page(selection, count) | {"form": form}
    return render(request, "pages/change.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_BUSINESSES)
@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """What a change of many did, with the way back; or what taking it back left."""
    work = job_of(request.actor, job_id)
    if work.kind not in (CHANGE, UNDO):
        raise Refused(_("Halaman itu tidak ada."), status=404)
    if request.method == "GET":
        return render(request, "pages/changed.html", presenting.changed_page(work))
    origin = origin_of(work) if work.kind == CHANGE and work.finished else None
    if origin is None or presenting.undoing(work):
        raise Refused(_("Perubahan ini tidak dapat dibatalkan, atau sudah dibatalkan."))
    undo = start(by=request.actor, kind=UNDO, params={"origin": str(origin.id), "change": str(work.id)})
    undo.url = reverse("businesses_changed", args=[undo.id])
    undo.save(update_fields=["url"])
    return redirect("job", undo.id)


@requires(Permission.EDIT_BUSINESSES)
@require_GET
def changed_rows(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The businesses behind the number a change of many tells."""
    work = job_of(request.actor, job_id)
    origin = origin_of(work) if work.kind in (CHANGE, UNDO) else None
    if origin is None:
        raise Refused(_("Halaman itu tidak ada."), status=404)
    reached = Business.objects.for_actor(request.actor, Permission.VIEW_BUSINESSES)
    return _rows_of(request, work, reached.filter(changed_in(origin.id)))


@requires(Permission.EDIT_BUSINESSES)
@require_GET
def unchanged_rows(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The businesses of the same choice, looked up anew, that a change of many left as they were."""
    work = job_of(request.actor, job_id)
    origin = origin_of(work) if work.kind == CHANGE else None
    if origin is None:
        raise Refused(_("Halaman itu tidak ada."), status=404)
    chosen = Selection(request.actor, QueryDict(work.params["chosen"])).rows().order_by().values("pk")
    reached = Business.objects.for_actor(request.actor, Permission.VIEW_BUSINESSES)
    return _rows_of(request, work, reached.filter(pk__in=chosen).exclude(changed_in(origin.id)), left=True)


def _rows_of(request: HttpRequest, work: Job, found: Any, *, left: bool = False) -> HttpResponse:
    spec = replace(
        businesses_list(request.actor),
        ranking=None,
        search=("name", "owner__name", "product"),
        keys_first=False,
        picks=(),
    )
    told = {"work": work, "left": left}
    return respond(request, spec, found.select_related("owner"), "pages/changed_rows.html", told)


@requires(Permission.VIEW_CONTACTS)
@require_GET
def invitations(request: HttpRequest) -> HttpResponse:
    """The owners of the selected businesses, to be called together: to print, to export, to write to one by one."""
    selection = Selection(request.actor, request.GET)
    message = request.GET.get("pesan", "").strip()[:MESSAGE_LENGTH]
    spec = invitation_list(request.actor, message or str(MESSAGE))
    told = selection.state | ({"pesan": message} if message else {})
    listing = Listing(spec, selection.seen().select_related("owner"), request.GET, told)
    if (format := request.GET.get(EXPORT)) in FORMATS:
        return listing.export(format, made_for=request.actor.name)
    context = {
        "listing": listing,
        "message": message or MESSAGE,
        "told": told,
        "length": MESSAGE_LENGTH,
        "back": f"{reverse('businesses')}?{urlencode(selection.narrowed)}",
    }
    return render(request, "pages/invitations.html", context)


@requires(Permission.EDIT_BUSINESSES, Permission.CORRECT_BUSINESSES)
@require_http_methods(["POST"])
def channels(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """Its form stands on the business's page."""
    found = queries.business(request.actor, business_id)
    today = presenting.today_of(found)
    actions.set_channels(by=request.actor, business=found.id, codes=request.POST.getlist("code"), on=today)
    return redirect("business", found.id)
