import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.fields import attempt
from dampingi.records.desks import actions, queries
from dampingi.records.desks.forms import DeskForm, NumberForm
from dampingi.records.programmes.rosters import today_in


@requires(Permission.MANAGE_CLINIC)
@require_http_methods(["GET", "POST"])
def desks(request: HttpRequest) -> HttpResponse:
    form = DeskForm(request.POST or None, regions=_regions(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.open_desk(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Loket dibuka."))
            return redirect("desk", made.id)
    rows = [(d, queries.wall(d, today_in(d.region))) for d in queries.desks(request.actor)]
    return render(
        request, "desks/desks.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )


@requires(Permission.MANAGE_CLINIC)
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Give numbers and call them."""
    found = queries.desk_of(request.actor, desk_id)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: actions.take_number(by=request.actor, desk=found.id, **form.cleaned_data)
        )
        if made:
            return redirect("ticket", found.id, made.id)
    on = today_in(found.region)
    rows, called = queries.tickets(found, on), choices("constraint_fields")
    for row in rows:
        row.field_name = called.get(row.field, "")
    context = {"desk": found, "form": form, "tickets": rows, "wall": queries.wall(found, on), "on": on}
    context["called"] = next((t for t in rows if t.state == "called"), None)
    return render(request, "desks/desk.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_CLINIC)
@require_POST
def calling(request: HttpRequest, desk_id: uuid.UUID) -> HttpResponse:
    said = request.POST.get("number", "")
    expected = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else None
    actions.call_next(by=request.actor, desk=desk_id, expected=expected)
    return redirect("desk", desk_id)


@requires(Permission.MANAGE_CLINIC)
@require_POST
def closing(request: HttpRequest, desk_id: uuid.UUID) -> HttpResponse:
    actions.close_desk(by=request.actor, desk=desk_id)
    messages.success(request, _("Loket ditutup."))
    return redirect("desks")


@requires(Permission.MANAGE_CLINIC)
@require_GET
def ticket(request: HttpRequest, desk_id: uuid.UUID, ticket_id: uuid.UUID) -> HttpResponse:
    """A number to hand out: printed, or written on a slip."""
    found = queries.desk_of(request.actor, desk_id)
    one = queries.ticket_of(found, ticket_id)
    before = sum(t.state == "waiting" and t.number < one.number for t in queries.tickets(found, one.on))
    return render(request, "desks/ticket.html", {"desk": found, "ticket": one, "before": before})


@requires(Permission.MANAGE_CLINIC)
@require_POST
def finishing(request: HttpRequest, desk_id: uuid.UUID, ticket_id: uuid.UUID) -> HttpResponse:
    said = request.POST.get("how")
    if said not in ("dilayani", "tidak"):
        raise Refused(_("Pilih: dilayani atau tidak ada."))
    actions.finish(by=request.actor, desk=desk_id, ticket=ticket_id, served=said == "dilayani")
    return redirect("desk", desk_id)


@requires(Permission.MANAGE_CLINIC)
@require_POST
def recalling(request: HttpRequest, desk_id: uuid.UUID, ticket_id: uuid.UUID) -> HttpResponse:
    actions.call_again(by=request.actor, desk=desk_id, ticket=ticket_id)
    return redirect("desk", desk_id)


@public
@never_cache
@require_GET
def wall(request: HttpRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Big numbers, nobody's name; asks for its own middle again every few seconds."""
    found = queries.public_desk(desk_id)
    context = {"desk": found, "wall": queries.wall(found, today_in(found.region))}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desks/numbers.html" if part else "desks/wall.html", context)


def _regions(request: HttpRequest) -> list[Region]:
    found: list[Region] = []
    for prefix in request.actor.regions(Permission.MANAGE_CLINIC):
        found += [r for depth in (2, 3, 4) for r in below(prefix, depth)]
    return sorted(found, key=lambda r: r.code)
