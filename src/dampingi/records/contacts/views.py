from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.lists import respond
from dampingi.records.contacts import actions, queries
from dampingi.records.contacts.listing import attempts_list

BACK = ("today", "home", "participation")
"""Pages from which a message is opened; else the participant's own."""


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def attempts(request: HttpRequest) -> HttpResponse:
    return respond(
        request, attempts_list(request.actor), queries.attempts(request.actor), "contacts/attempts.html"
    )


@require_POST
@requires(Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
def noting(request: HttpRequest, enrolment_id) -> HttpResponse:
    made = actions.note_attempt(by=request.actor, enrolment=enrolment_id)
    messages.success(
        request, _("Tercatat: pesan kepada %(name)s terkirim.") % {"name": made.enrolment.person.name}
    )
    back = request.GET.get("back", "")
    return redirect(back) if back in BACK else redirect("participant", enrolment_id)
