import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.pacts import actions, queries
from dampingi.records.pacts.forms import EndPactForm, ObligationForm, SignatoryForm, SignForm
from dampingi.records.partners.queries import today_in

MANAGE = Permission.MANAGE_PARTNERS


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def pact_signatory(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    return _form(
        request, pact_id, SignatoryForm(request.POST or None), _("Tambah penanda tangan"),
        lambda form: actions.add_signatory(by=request.actor, pact=pact_id, told=form.told()),
    )  # fmt: skip


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def pact_obligation(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    return _form(
        request, pact_id, ObligationForm(request.POST or None), _("Tambah kewajiban"),
        lambda form: actions.add_obligation(by=request.actor, pact=pact_id, told=form.told()),
    )  # fmt: skip


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def pact_signing(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    def act(form: forms.Form) -> Any:
        said = form.cleaned_data
        return actions.sign(
            by=request.actor, pact=pact_id, on=said["on"], our_number=said["our_number"], their_number=said["their_number"],
            scan=said["scan"].read(),
        )  # fmt: skip

    form = SignForm(request.POST or None, request.FILES or None)
    return _form(request, pact_id, form, _("Catat tanda tangan"), act)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def pact_ending(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    found = queries.pact_of(queries.managed(request.actor), pact_id)
    form = EndPactForm(request.POST or None, initial={"on": today_in(found.region)})
    return _form(
        request, pact_id, form, _("Akhiri perjanjian"),
        lambda form: actions.end_pact(by=request.actor, pact=pact_id, **form.cleaned_data),
    )  # fmt: skip


@requires(MANAGE)
@require_POST
def pact_part_removal(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    """Take a signatory or an obligation out of a draft."""
    which, remove = request.POST.get("what"), actions.remove_signatory
    part = asked_id(request, "part")
    if which == "obligation":
        actions.remove_obligation(by=request.actor, pact=pact_id, obligation=part)
    else:
        remove(by=request.actor, pact=pact_id, signatory=part)
    messages.success(request, _("Dikeluarkan dari rancangan."))
    return redirect("pact", pact_id)


@requires(MANAGE)
@require_POST
def pact_submission(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    actions.submit_draft(by=request.actor, pact=pact_id)
    messages.success(request, _("Diajukan; orang lain yang menelaahnya."))
    return redirect("pact", pact_id)


@requires(Permission.REVIEW_PACTS)
@require_POST
def pact_verdict(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    found = queries.pact_of(queries.pacts(request.actor), pact_id)
    passed = settled(request, "pact", found.id)
    messages.success(request, _("Siap ditandatangani.") if passed else _("Dikembalikan kepada penyusun."))
    return redirect("pact", found.id)


@requires(MANAGE)
@require_POST
def pact_renewal(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    made = actions.renew(by=request.actor, pact=pact_id)
    messages.success(request, _("Rancangan pembaruan dibuat dari perjanjian sebelumnya. Periksa tanggalnya."))
    return redirect("pact", made.id)


def asked_id(request: HttpRequest, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Refused(_("Catatan itu tidak ada lagi."), status=404) from None


def _form(
    request: HttpRequest, id: uuid.UUID, form: forms.Form, title: str, act: Callable[[Any], Any]
) -> HttpResponse:  # fmt: skip
    """A page with one form about an agreement."""
    found = queries.pact_of(queries.managed(request.actor), id)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(form)):
        messages.success(request, _("Tersimpan."))
        return redirect("pact", id)
    context = {"form": form, "pact": found, "title": title}
    return render(request, "pacts/part.html", context, status=422 if form.errors else 200)
