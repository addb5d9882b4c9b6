import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.addresses import business_address


@requires(Permission.REVEAL_IDENTIFIERS)
@never_cache
def nik(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """The owner's NIK once, on a page that is not kept; the look and its reason are in the audit log."""
    found = queries.business(request.actor, business_id)
    if request.method != "POST":
        return redirect(business_address(found.id))
    shown = actions.reveal_nik(by=request.actor, person=found.owner_id, reason=request.POST.get("reason", ""))
    label = found.name or found.owner.name
    context = {
        "name": found.owner.name,
        "nik": shown,
        "back": business_address(found.id),
        "back_label": label,
    }
    return render(request, "businesses/nik.html", context)
