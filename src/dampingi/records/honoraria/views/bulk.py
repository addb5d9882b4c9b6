"""Checking and paying any number at once: first what it is about, then it is done."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing
from dampingi.records.honoraria import actions, queries
from dampingi.records.honoraria.actions.paying import AT_ONCE
from dampingi.records.honoraria.forms import PayForm
from dampingi.records.honoraria.listing import honoraria_list
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.programmes.rosters import today_in

State = Honorarium.State


@requires(Permission.MANAGE_HONORARIA)
@require_http_methods(["GET", "POST"])
def checking(request: HttpRequest) -> HttpResponse:
    params, rows = _chosen(request, lambda found: found.filter(state=State.DRAFT))
    if request.method == "POST" and rows:
        _agreed(request, rows)
        count = actions.check_many(by=request.actor, honoraria=[r.id for r in rows])
        messages.success(request, _checked(count))
        return redirect("honoraria")
    return render(request, "honoraria/checking.html", _context(params, rows))


@requires(Permission.MANAGE_HONORARIA)
@require_http_methods(["GET", "POST"])
def paying(request: HttpRequest) -> HttpResponse:
    params, rows = _chosen(request, queries.payable)
    today = today_in(rows[0].region if rows else "32")
    form = PayForm(request.POST or None, initial={"on": today, "count": len(rows)})
    if request.method == "POST" and rows and form.is_valid():
        told = form.cleaned_data
        _agreed(request, rows)
        made = attempt(
            form,
            lambda: actions.pay(
                by=request.actor, honoraria=[r.id for r in rows], on=told["on"], reference=told["reference"]
            ),
        )
        if made:
            messages.success(request, _paid(made.count))
            return redirect("honoraria")
    context = _context(params, rows) | {"form": form}
    return render(request, "honoraria/paying.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, fitting: Callable) -> tuple[QueryDict, list[Honorarium]]:
    """Those ticked, or all that match the list's filters; only what fits and is not the reader's own."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    found = queries.honoraria(request.actor).exclude(mentor__user=request.actor.user_id)
    rows = fitting(Listing(honoraria_list(request.actor, queries.months_with(found)), found, params).matching)
    ticked = []
    for value in params.getlist("pilih"):
        try:
            ticked.append(uuid.UUID(value))
        except ValueError:
            continue
    chosen = rows.filter(id__in=ticked) if ticked else rows
    return params, list(chosen.order_by("region", "mentor__name", "id")[:AT_ONCE])


def _context(params: QueryDict, rows: list[Honorarium]) -> dict:
    sums = {name: sum(getattr(r, name) for r in rows) for name in ("gross", "tax", "due")}
    return {"chosen": params.urlencode(), "rows": rows, "count": len(rows), "sums": sums}


def _agreed(request: HttpRequest, rows: list[Honorarium]) -> None:
    if request.POST.get("count") != str(len(rows)):
        raise Conflict(_("Isinya berubah sejak halaman ini dibuka. Muat ulang, lalu periksa lagi."))


def _checked(count: int) -> str:
    return ngettext("%(n)s honorarium siap dibayar.", "%(n)s honorarium siap dibayar.", count) % {
        "n": number(count)
    }


def _paid(count: int) -> str:
    told = ngettext(
        "%(n)s honorarium tercatat dibayar; pendampingnya diberi tahu.",
        "%(n)s honorarium tercatat dibayar; pendampingnya diberi tahu.",
        count,
    )
    return told % {"n": number(count)}
