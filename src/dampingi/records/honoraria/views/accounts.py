"""Mentors' bank accounts, masked; checked by another person, opened for a reason."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.lists import respond
from dampingi.records.honoraria import actions, queries
from dampingi.records.honoraria.forms import ReasonForm
from dampingi.records.honoraria.listing import accounts_list


@require_GET
@requires(Permission.MANAGE_HONORARIA)
def accounts(request: HttpRequest) -> HttpResponse:
    found = queries.accounts(request.actor).filter(ended_on=None)
    return respond(request, accounts_list(request.actor), found, "honoraria/accounts.html")


@requires(Permission.MANAGE_HONORARIA)
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    found = queries.account_in_reach(request.actor, account_id)
    if request.method == "POST":
        if request.POST.get("decision") == "check":
            actions.check_account(by=request.actor, account=found.id)
            messages.success(request, _("Rekening dinyatakan benar."))
        elif request.POST.get("decision") == "refuse":
            actions.refuse_account(by=request.actor, account=found.id, reason=request.POST.get("reason", ""))
            messages.success(request, _("Pendamping diminta memperbaiki rekeningnya."))
        else:
            raise Refused(_("Pilih: benar atau perlu diperbaiki."))
        return redirect("bank_accounts")
    return render(request, "honoraria/account.html", _context(request, found))


@requires(Permission.MANAGE_HONORARIA)
@require_POST
@never_cache
def revealing(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """The number once, on a page that is not kept; the look and its reason are in the trail."""
    found = queries.account_in_reach(request.actor, account_id)
    number, npwp = actions.reveal_account(
        by=request.actor, account=found.id, reason=request.POST.get("reason", "")
    )
    return render(
        request, "honoraria/account.html", _context(request, found) | {"number": number, "npwp": npwp}
    )


def _context(request: HttpRequest, found) -> dict:
    return {
        "account": found, "bank": source_names("banks").get(found.bank, found.bank), "form": ReasonForm(),
        "shared": queries.same_number(found), "own": found.mentor.user_id == request.actor.user_id,
    }  # fmt: skip
