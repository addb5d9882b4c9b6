import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.partners import actions, queries
from dampingi.records.partners.forms import TalkForm
from dampingi.records.partners.listing import talks_list
from dampingi.records.partners.models import Talk

MANAGE = Permission.MANAGE_PARTNERS


@require_GET
@requires(Permission.VIEW_PARTNERS)
def partner_talks(request: HttpRequest) -> HttpResponse:
    """All meetings with partners, and what is still to follow."""
    found = Talk.objects.for_actor(request.actor, Permission.VIEW_PARTNERS).select_related("partner")
    return respond(request, talks_list(timezone.localdate()), found, "partners/talks.html")


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_partner_talk(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    form = TalkForm(request.POST or None, initial={"talk": new_id(), "on": queries.today_in(found.region)})
    if request.method == "POST" and form.is_valid():
        told, key = form.told(), form.cleaned_data["talk"]
        if attempt(form, lambda: actions.note_talk(by=request.actor, partner=found.id, told=told, id=key)):
            messages.success(request, _("Pertemuan tercatat."), extra_tags=f"pertemuan-mitra:{found.id}")
            return redirect("partner", found.id)
    context = {"form": form, "partner": found}
    return render(request, "partners/talk.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_POST
def partner_talk_done(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    try:
        talk = uuid.UUID(request.POST.get("talk", ""))
    except ValueError:
        raise Refused(_("Tindak lanjut itu tidak ada pada mitra ini."), status=404) from None
    actions.finish_talk(by=request.actor, partner=partner_id, talk=talk, note=request.POST.get("note", ""))
    messages.success(request, _("Tindak lanjut selesai."))
    return redirect("partner", partner_id)
