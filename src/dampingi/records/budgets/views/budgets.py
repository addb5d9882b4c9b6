import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import respond
from dampingi.records.budgets.listing import movements_list
from dampingi.records.budgets.models import Account, Budget, Decree
from dampingi.records.budgets.queries import budgets as queries
from dampingi.records.budgets.queries.outlook import outlook
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.budgets.subjects import steps
from dampingi.records.programmes.rosters import today_in

SEE, MANAGE = Permission.VIEW_MONEY, Permission.MANAGE_MONEY
Kind = Account.Kind


@require_GET
@requires(SEE)
def budgets(request: HttpRequest) -> HttpResponse:
    """Each purpose's budget of a year: what is free, promised, owed and paid; and the decrees that wait."""
    found = list(queries.budgets(request.actor))
    years = sorted({b.year for b in found}, reverse=True)
    asked = request.GET.get("tahun", "")
    this = today_in(found[0].region).year if found else None
    year = next((y for y in years if str(y) == asked), this if this in years else years[0] if years else None)
    shown = [b for b in found if b.year == year]
    told, places = queries.standing(shown), names({b.region for b in shown})
    rows = [{"budget": b, "place": places.get(b.region, b.region)} | _shown(told[b.id]) for b in shown]
    waiting = queries.decrees(request.actor).filter(state=Decree.State.WAITING).order_by("at")
    context = {
        "rows": rows, "years": years, "year": year, "waiting": waiting, "may": request.actor.holds(MANAGE),
        "sums": {k: sum(r[k] for r in rows) for k in Kind.values}, "places": len(places),
    }  # fmt: skip
    return render(request, "budgets/budgets.html", context)


@require_GET
@requires(SEE)
def budget(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """A budget with every movement a door, and how its year is likely to end."""
    found = queries.budget(request.actor, budget_id)
    told = queries.standing([found])[found.id]
    cards = [(Kind(k).label, told[k], k) for k in Kind.values]
    may = request.actor.may(MANAGE, region=found.region)
    context = {
        "budget": found, "place": names([found.region]).get(found.region, found.region), "cards": cards, "standing": told, "may": may,
        "outlook": outlook(found, told, today_in(found.region)), "faults": faults(found),
        "decrees": queries.decrees(request.actor).filter(budget=found, state=Decree.State.WAITING),
        "steps": steps(request.actor, found), "later": _later(found),
        "earmarks": found.earmarks.order_by("due_on", "name")[:50],
    }  # fmt: skip
    return respond(
        request, movements_list(request.actor), queries.movements(found), "budgets/budget.html", context
    )


def _later(found: Budget) -> dict[int, Budget]:
    """The same purpose's budgets of later years, by year."""
    rows = Budget.objects.unscoped("beside one that is read")
    return {b.year: b for b in rows.filter(region=found.region, purpose=found.purpose, year__gt=found.year)}


def _shown(told: dict[str, int]) -> dict[str, int]:
    used = told[Kind.ALLOTTED] - told[Kind.FREE]
    return told | {"used": round(100 * used / told[Kind.ALLOTTED]) if told[Kind.ALLOTTED] else 0}
