from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.lists import respond
from dampingi.pages.register.listing import businesses_list
from dampingi.records.businesses import queries


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def businesses(request: HttpRequest) -> HttpResponse:
    found = queries.businesses(request.actor)
    context = {
        "may_import": request.actor.holds(Permission.IMPORT_SHEETS),
        "may_register": bool(request.actor.regions(Permission.EDIT_BUSINESSES)),
    }
    return respond(request, businesses_list(request.actor), found, "pages/businesses.html", context)
