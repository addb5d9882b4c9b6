from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import day
from dampingi.foundation.ui.lists import respond
from dampingi.records.mentoring import actions, listing
from dampingi.records.mentoring.forms.promises import PutOffForm
from dampingi.records.mentoring.models import Promise
from dampingi.records.mentoring.queries import promises as queries
from dampingi.records.mentoring.queries.dossier import Dossier, dossier


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def promises(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    spec = listing.promises_list(request.actor, today=today)
    found = queries.promises(request.actor, today=today)
    return respond(request, spec, found, "mentoring/promises.html")


@requires(Permission.RECORD_VISITS)
@require_http_methods(["GET", "POST"])
def putting_off(request: HttpRequest, enrolment_id) -> HttpResponse:
    today = timezone.localdate()
    found = dossier(request.actor, enrolment_id, today=today)
    promise = _promise(request, found)
    form = PutOffForm(
        request.POST or None,
        today=today,
        initial={"id": new_id(), "promise": promise.id if promise else None},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.put_off(by=request.actor, row=form.intake()))
        if made:
            told = _("Kunjungan ditunda ke %(day)s. Janji semula tetap tercatat.") % {"day": day(made.day)}
            messages.success(request, told, extra_tags=f"tunda:{enrolment_id}")
            return redirect("participant", enrolment_id)
    context = {"form": form, "enrolment": found.enrolment, "promise": promise, "today": today}
    return render(request, "mentoring/put_off.html", context, status=422 if form.errors else 200)


def _promise(request: HttpRequest, found: Dossier) -> Promise | None:
    """The one to put off. A form sent twice finds it put off already, which the action answers."""
    if found.enrolment.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; janjinya tidak berlaku lagi."), status=409)
    if not found.may_record:
        raise Denied(_("Anda tidak mencatat untuk peserta ini. Hubungi pendampingnya."))
    promise = found.attention.promise
    if promise is None and request.method == "GET":
        raise Refused(
            _("Tidak ada janji kunjungan yang terbuka. Catat kunjungan untuk membuat janji baru."), status=409
        )
    return promise
