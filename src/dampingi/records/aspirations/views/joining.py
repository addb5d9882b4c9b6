import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.aspirations import actions


@requires(Permission.ANSWER_ASPIRATIONS)
@require_POST
def joining(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    """The ticked ones join this one."""
    try:
        ticked = [uuid.UUID(each) for each in request.POST.getlist("aspirasi")]
    except ValueError:
        raise Refused(_("Pilih dari daftar. Muat ulang halamannya.")) from None
    made = actions.join_aspirations(by=request.actor, aspirations=ticked, into=aspiration_id)
    messages.success(request, _("%(n)d aspirasi bergabung ke sini.") % {"n": len(made)})
    return redirect("aspiration", aspiration_id)


@requires(Permission.ANSWER_ASPIRATIONS)
@require_POST
def parting(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.part_aspiration(by=request.actor, aspiration=aspiration_id)
    messages.success(request, _("Aspirasi ini berdiri sendiri lagi."))
    return redirect("aspiration", aspiration_id)
