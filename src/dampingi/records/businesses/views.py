import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.addresses import business_address


@requires(Permission.EDIT_BUSINESSES)
def verification(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """Its form stands on the business's page, where an address typed by hand leads."""
    found = queries.business(request.actor, business_id)
    if request.method != "POST":
        return redirect(business_address(found.id))
    method, note = request.POST.get("method", ""), request.POST.get("note", "")
    actions.verify_business(by=request.actor, business=found.id, method=method, note=note)
    messages.success(request, _("Usaha ini sekarang terverifikasi atas nama Anda."))
    return redirect(business_address(found.id))


@requires(Permission.REVEAL_IDENTIFIERS)
@never_cache
def nik(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """The owner's NIK once, on a page that is not kept; the look and its reason are in the audit log."""
    found = queries.business(request.actor, business_id)
    if request.method != "POST":
        return redirect(business_address(found.id))
    shown = actions.reveal_nik(by=request.actor, person=found.owner_id, reason=request.POST.get("reason", ""))
    return render(request, "businesses/nik.html", {"business": found, "nik": shown})
