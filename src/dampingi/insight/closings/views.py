import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.closings import actions, queries
from dampingi.insight.closings.counting import counted
from dampingi.insight.closings.forms import ClosingForm
from dampingi.insight.closings.models import State
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in

WRITE = Permission.CALL_MEETINGS


@require_GET
@requires(queries.SEE)
def closings(request: HttpRequest) -> HttpResponse:
    """Each kecamatan of the programme: whether its mentoring is closed."""
    programme = _programme(request)
    held = queries.latest(request.actor, programme)
    rows = [
        (r, held.get(r.code), request.actor.may(WRITE, region=r.code, programme=programme.id))
        for r in queries.kecamatan_of(request.actor, programme)
    ]
    done = sum(1 for _r, c, _may in rows if c and c.state == State.APPROVED)
    return render(request, "closings/closings.html", {"programme": programme, "rows": rows, "done": done})


@requires(WRITE)
@require_http_methods(["GET", "POST"])
def new_closing(request: HttpRequest, region: str) -> HttpResponse:
    """What the minutes would hold, before they are frozen and submitted."""
    programme = _programme(request)
    place = next((r for r in queries.kecamatan_of(request.actor, programme) if r.code == region), None)
    if place is None or not request.actor.may(WRITE, region=region, programme=programme.id):
        raise Refused(_("Kecamatan itu tidak ada dalam program ini, atau di luar wilayah Anda."), status=404)
    today = min(today_in(region), programme.ends_on)
    form = ClosingForm(request.POST or None, initial={"as_of": today})
    if form.is_valid() and "look" not in request.POST:
        made = attempt(
            form,
            lambda: actions.draw_up(
                by=request.actor, programme=programme, region=region, **form.cleaned_data
            ),
        )
        if made:
            messages.success(
                request, _("Berita acara dibekukan dan diajukan; orang lain yang menyetujuinya.")
            )
            return redirect("closing", made.id)
    as_of = form.cleaned_data["as_of"] if form.is_bound and form.is_valid() else today
    context = {
        "form": form,
        "place": place,
        "body": counted(programme, region, as_of),
        "programme": programme,
        "as_of": as_of,
    }
    return render(request, "closings/new.html", context, status=422 if form.errors else 200)


@require_GET
@requires(queries.SEE)
def closing(request: HttpRequest, closing_id: uuid.UUID) -> HttpResponse:
    found = queries.closing(request.actor, closing_id)
    approvals = list(approvals_of("closing", found.id))
    context = {
        "closing": found, "body": found.body, "place": found.body["region"][1], "approvals": approvals, "holds": queries.holds(found),
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "programme": found.programme, "as_of": found.as_of,
        "again": found.state == State.RETURNED and request.actor.may(WRITE, region=found.region, programme=found.programme_id),
    }  # fmt: skip
    return render(request, "closings/closing.html", context)


@requires(Permission.APPROVE_MINUTES)
@require_POST
def closing_verdict(request: HttpRequest, closing_id: uuid.UUID) -> HttpResponse:
    found = queries.closing(request.actor, closing_id)
    passed = settled(request, "closing", found.id)
    messages.success(request, _("Berita acara disetujui.") if passed else _("Berita acara dikembalikan."))
    return redirect("closing", found.id)


def _programme(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    return found
