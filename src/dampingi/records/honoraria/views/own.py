"""A mentor's own: paid or unpaid, how it was computed, and the account it goes to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import source_names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.honoraria import actions, queries
from dampingi.records.honoraria.forms import AccountForm
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.honoraria.presenting import state_of, steps_of

State = Honorarium.State


@requires(Permission.VIEW_HONORARIA)
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    mentors = queries.own_mentors(request.actor)
    mentor = mentors[0] if mentors else None
    account = queries.account(mentor) if mentor else None
    first = {"bank": account.bank, "holder": account.holder} if account else {}
    form = AccountForm(request.POST or None, initial=first) if mentor else None
    if form and form.is_valid():
        made = attempt(
            form, lambda: actions.set_account(by=request.actor, mentor=mentor.id, **form.cleaned_data)
        )
        if made:
            messages.success(request, _("Rekening tersimpan; orang lain di dinas memeriksanya."))
            return redirect("own_honoraria")
    rows = queries.own_honoraria(request.actor)
    context = {
        "mentor": mentor, "account": account, "form": form, "rows": [(h, *state_of(h), steps_of(h)) for h in rows],
        "bank": source_names("banks").get(account.bank, "") if account else "",
        "paid": sum(h.due for h in rows if h.state == State.PAID),
        "coming": sum(h.due for h in rows if h.state in (State.DRAFT, State.CHECKED)),
    }  # fmt: skip
    return render(request, "honoraria/own.html", context, status=422 if form and form.errors else 200)
