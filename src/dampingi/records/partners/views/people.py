import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.invitations import invitation_address
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.partners import actions, queries
from dampingi.records.partners.forms import ContactForm, MemberForm
from dampingi.records.partners.requests import asked_of

MANAGE = Permission.MANAGE_PARTNERS


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def partner_contact(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.note_contact(by=request.actor, partner=found.id, told=told)):
            messages.success(request, _("Kontak tercatat."))
            return redirect("partner", found.id)
    context = {"form": form, "partner": found}
    return render(request, "partners/contact.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_POST
def partner_contact_removal(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    actions.remove_contact(by=request.actor, partner=partner_id, contact=_id(request))
    messages.success(request, _("Kontak tidak lagi ditampilkan."))
    return redirect("partner", partner_id)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def partner_member(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.let_in(by=request.actor, partner=found.id, **form.cleaned_data))
        if made:
            messages.success(request, _("Akun mitra siap."))
            if made.user.has_usable_password():
                return redirect("partner", found.id)
            return redirect(f"{request.path}undangan/?akun={made.id}")
    context = {"form": form, "partner": found}
    return render(request, "partners/member.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@requires(MANAGE)
def partner_invitation(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    """The link that opens a new account, ready to be sent; none for who can log in already."""
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    member = found.members.filter(id=_id(request, 409), until=None).select_related("user").first()
    if member is None or member.user.has_usable_password():
        raise Refused(_("Tidak ada undangan yang menunggu untuk akun itu."), status=409)
    address = request.build_absolute_uri(invitation_address(member.user))
    return render(
        request, "partners/invitation.html", {"partner": found, "member": member, "address": address}
    )


@requires(MANAGE)
@require_POST
def partner_member_removal(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    actions.show_out(by=request.actor, partner=partner_id, member=_id(request))
    messages.success(request, _("Akun itu tidak lagi mewakili mitra ini."))
    return redirect("partner", partner_id)


@require_GET
@requires(Permission.SEE_REQUESTS)
def own_requests(request: HttpRequest) -> HttpResponse:
    """What is addressed to the partners this person speaks for, and nothing else."""
    own = list(queries.partners_of(request.actor))
    asked = asked_of(request.actor, own)
    context = {
        "partners": own,
        "whose": ", ".join(p.name for p in own),
        "asked": asked,
        "waits": [a for a in asked if a.waits],
        "rest": [a for a in asked if not a.waits],
        "waiting": sum(1 for a in asked if a.waits),
        "today": queries.today_in(own[0].region) if own else None,
    }
    return render(request, "partners/own_requests.html", context)


def _id(request: HttpRequest, status: int = 404) -> uuid.UUID:
    """Whom the form or the address means."""
    try:
        return uuid.UUID(request.POST.get("who") or request.GET.get("akun") or "")
    except ValueError:
        raise Refused(_("Orang itu tidak ada lagi pada mitra ini."), status=status) from None
