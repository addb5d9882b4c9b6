import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.budgets.actions.decrees import propose
from dampingi.records.budgets.earmarking import DECREE
from dampingi.records.budgets.forms import DecreeForm
from dampingi.records.budgets.models import Entry
from dampingi.records.budgets.queries import budgets as queries
from dampingi.records.programmes.rosters import today_in


@requires(Permission.MANAGE_MONEY)
@require_http_methods(["GET", "POST"])
def new_decree(request: HttpRequest) -> HttpResponse:
    regions = request.actor.regions(Permission.MANAGE_MONEY)
    today = today_in(regions[0] if regions else "")
    start = {"year": today.year, "on": today} | {
        key: request.GET[key] for key in ("kind", "purpose", "year") if request.GET.get(key)
    }
    form = DecreeForm(request.actor, request.POST or None, initial=start)
    if form.is_valid():
        made = attempt(form, lambda: propose(by=request.actor, **form.asked()))
        if made:
            messages.success(
                request, _("Keputusan dicatat; uangnya bergerak setelah orang lain menyetujuinya.")
            )
            return redirect("budget_decree", made.id)
    return render(request, "budgets/new_decree.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires(queries.SEE)
def decree(request: HttpRequest, budget_decree_id: uuid.UUID) -> HttpResponse:
    found = queries.decree(request.actor, budget_decree_id)
    approvals = list(approvals_of(DECREE, found.id))
    taken = Entry.objects.for_actor(request.actor, queries.SEE).filter(
        subject_kind=DECREE, subject_id=found.id, kind=Entry.Kind.REVERSE
    )
    context = {
        "decree": found, "taken": taken.first(), "approvals": approvals, "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "place": names([found.region]).get(found.region, found.region), "standing": queries.standing([found.budget])[found.budget_id],
    }  # fmt: skip
    return render(request, "budgets/decree.html", context)


@requires(Permission.APPROVE_MONEY)
@require_POST
def decree_verdict(request: HttpRequest, budget_decree_id: uuid.UUID) -> HttpResponse:
    found = queries.decree(request.actor, budget_decree_id)
    passed = settle(
        by=request.actor, subject=(DECREE, found.id), decision=request.POST.get("decision", ""), comment=request.POST.get("comment", "")
    )  # fmt: skip
    messages.success(
        request, _("Keputusan disetujui; pagunya sudah bergerak.") if passed else _("Keputusan dikembalikan.")
    )
    return redirect("budget_decree", found.id)
