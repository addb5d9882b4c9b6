import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.fields import attempt
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.forms import ReversalForm
from dampingi.records.budgets.models import Entry
from dampingi.records.budgets.queries import budgets as queries
from dampingi.records.budgets.subjects import taken_back_at, titles
from dampingi.records.programmes.rosters import today_in


@requires(queries.SEE)
@require_http_methods(["GET", "POST"])
def movement(request: HttpRequest, movement_id: uuid.UUID) -> HttpResponse:
    """One entry: from which account to which, its paper, and what took it back."""
    found = queries.movement(request.actor, movement_id)
    may = request.actor.may(Permission.APPROVE_MONEY, region=found.budget.region)
    taken = Entry.objects.for_actor(request.actor, queries.SEE).filter(reverses=found).first()
    form = ReversalForm(request.POST or None)
    if form.is_valid():
        on = today_in(found.budget.region)
        made = attempt(form, lambda: reverse(by=request.actor, entry=found.id, on=on, **form.cleaned_data))
        if made:
            messages.success(request, _("Mutasi dibalik seluruhnya."))
            return redirect("budget_movement", made.id)
    elsewhere = taken_back_at(found.subject_kind)
    open_still = may and not taken and found.kind != Entry.Kind.REVERSE
    context = {
        "entry": found, "taken": taken, "form": form, "subject": titles(request.actor, [(found.subject_kind, found.subject_id)]).get(found.subject_id),
        "postings": found.postings.select_related("source__budget", "target__budget"),
        "may": open_still and not elsewhere and found.by != request.actor.user_id, "elsewhere": elsewhere if open_still else "",
    }  # fmt: skip
    return render(request, "budgets/movement.html", context, status=422 if form.errors else 200)
