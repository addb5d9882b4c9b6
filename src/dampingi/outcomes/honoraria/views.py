import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import month
from dampingi.foundation.ui.lists import respond
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.honoraria import actions, queries
from dampingi.outcomes.honoraria.forms import BankListForm, BundleForm
from dampingi.outcomes.honoraria.listing import BUNDLES
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme


@requires(Permission.VIEW_HONORARIA)
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """The bundles made so far; whoever manages honoraria makes the next."""
    if not request.actor.regions(Permission.VIEW_HONORARIA):
        return redirect("own_honoraria")
    programme = current_programme(request.actor)
    manages = bool(programme) and request.actor.may(Permission.MANAGE_HONORARIA, region=programme.region)
    form = BundleForm(request.POST or None, months=_months(programme)) if manages else None
    if request.method == "POST":
        if form is None:
            raise Denied(_("Berkas honorarium dibuat oleh dinas."))
        if form.is_valid():
            on = datetime.date.fromisoformat(form.cleaned_data["month"])
            made = attempt(form, lambda: actions.make_bundle(by=request.actor, programme=programme, month=on))
            if made:
                return redirect("honorarium_paper", made.id)
    return respond(
        request, BUNDLES, queries.bundles(request.actor), "honoraria_papers/papers.html", {"form": form}
    )


def _months(programme: Programme) -> list[datetime.date]:
    ready = Honorarium.objects.unscoped("of a programme in reach").filter(
        programme=programme, state__in=actions.IN_THEM
    )
    return list(ready.order_by("-month").values_list("month", flat=True).distinct())


@require_GET
@requires(Permission.VIEW_HONORARIA)
def paper(request: HttpRequest, bundle_id: uuid.UUID) -> HttpResponse:
    return _page(request, queries.bundle(request.actor, bundle_id), None)


def _page(request: HttpRequest, found, form: BankListForm | None) -> HttpResponse:
    manages = request.actor.may(Permission.MANAGE_HONORARIA, region=found.region)
    first = {"reason": _("Pembayaran honorarium %(month)s") % {"month": month(found.month)}}
    context = {
        "bundle": found, "content": found.content, "form": (form or BankListForm(initial=first)) if manages else None,
        "without": [r["name"] for r in found.content["rows"] if not r["account"]],
    }  # fmt: skip
    return render(
        request, "honoraria_papers/paper.html", context, status=422 if form and form.errors else 200
    )


@require_GET
@requires(Permission.VIEW_HONORARIA)
def file(request: HttpRequest, bundle_id: uuid.UUID) -> HttpResponse:
    found = queries.bundle(request.actor, bundle_id)
    return attached(actions.print_bundle(bundle=found), f"honorarium-{found.month:%Y-%m}")


@require_POST
@requires(Permission.MANAGE_HONORARIA)
@never_cache
def bank(request: HttpRequest, bundle_id: uuid.UUID) -> HttpResponse:
    """The list for the bank, once, for a reason."""
    found = queries.bundle(request.actor, bundle_id)
    form = BankListForm(request.POST)
    body = (
        attempt(
            form,
            lambda: actions.bank_list(by=request.actor, bundle=found, reason=form.cleaned_data["reason"]),
        )
        if form.is_valid()
        else None
    )
    if body is None:
        return _page(request, found, form)
    return sheets.download(body, f"honorarium-bank-{found.month:%Y-%m}")
