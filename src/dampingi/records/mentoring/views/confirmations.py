from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.lists import respond
from dampingi.records.mentoring.listing.confirmations import confirmations_list
from dampingi.records.mentoring.queries.growth import crowded_devices, to_confirm


@require_GET
@requires(Permission.MANAGE_INTAKE)
def confirmations(request):
    context = {"crowded": crowded_devices(request.actor)}
    found = to_confirm(request.actor)
    return respond(request, confirmations_list(request.actor), found, "mentoring/confirmations.html", context)
