import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt, done
from dampingi.foundation.ui.lists import respond
from dampingi.records.interventions import actions, queries
from dampingi.records.interventions.comparing import compared
from dampingi.records.interventions.forms import InterventionForm, TurnoverForm
from dampingi.records.interventions.listing import counted, interventions_list, state_of, takers_list
from dampingi.records.interventions.models import Taker, Turnover, month_after
from dampingi.records.interventions.months import months_for
from dampingi.records.partners.models import Partner
from dampingi.records.programmes.rosters import today_in

P = Permission
SEE, MANAGE, NOTE, CHECK = (
    P.VIEW_INTERVENTIONS,
    P.MANAGE_INTERVENTIONS,
    P.NOTE_INTERVENTIONS,
    P.CHECK_INTERVENTIONS,
)
Side = Turnover.Side


@requires(SEE)
@require_GET
def intervention_list(request: HttpRequest) -> HttpResponse:
    """The office's; whoever reaches no region reads of the businesses they reach."""
    actor = request.actor
    if not actor.regions(SEE):
        return redirect("intervention_takers")
    rows = counted(queries.interventions(actor))
    context = {"manages": actor.holds(MANAGE)}
    return respond(request, interventions_list(actor), rows, "interventions/interventions.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_intervention(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    partners = list(Partner.objects.for_actor(actor, MANAGE).filter(ended_on=None).order_by("name"))
    first = {"id": new_id()}
    form = InterventionForm(request.POST or None, regions=_regions(request), partners=partners, initial=first)
    if request.method == "POST" and form.is_valid():
        told, id = form.told(), form.cleaned_data["id"]
        if made := attempt(form, lambda: actions.note_intervention(by=actor, told=told, id=id)):
            messages.success(request, _("Intervensi tercatat. Tambahkan usaha yang ikut."))
            return redirect("intervention", made.id)
    return render(request, "interventions/form.html", {"form": form}, status=422 if form.errors else 200)


@requires(SEE)
@require_GET
def intervention(request: HttpRequest, intervention_id: uuid.UUID) -> HttpResponse:
    """Who took part, and before beside after: figures of all, rows of those in reach."""
    found = queries.intervention(request.actor, intervention_id)
    rows, seen = queries.takers_of(found), queries.takers(request.actor).filter(intervention=found)
    text = request.GET.get("usaha", "")[:100].replace("\0", "")
    manages = request.actor.may(MANAGE, region=found.region)
    context = {
        "intervention": found, "place": name_of(found.region), "sums": compared(rows), "manages": manages, "text": text,
        "shops": queries.shops(request.actor, found, text) if manages else [], "after_from": month_after(found.ends_on),
        "waits": not months_for(found, Side.AFTER, today_in(found.region)), "elsewhere": rows.count() - seen.count(),
    }  # fmt: skip
    listing = takers_list(request.actor, of_one=True)
    return respond(request, listing, seen, "interventions/intervention.html", context, keep=("usaha",))


@requires(MANAGE)
@require_POST
def adding_takers(request: HttpRequest, intervention_id: uuid.UUID) -> HttpResponse:
    found = queries.intervention(request.actor, intervention_id, MANAGE)
    chosen = [_id(each) for each in request.POST.getlist("usaha")[: actions.MOST]]
    try:
        n = actions.add_takers(by=request.actor, intervention=found.id, businesses=chosen)
    except Denied:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        told = ngettext("%(n)d usaha ditambahkan.", "%(n)d usaha ditambahkan.", n) % {"n": n}
        messages.success(request, told if n else _("Usaha itu sudah ada dalam daftar."))
    return redirect("intervention", found.id)


@requires(SEE)
@require_GET
def taker_list(request: HttpRequest) -> HttpResponse:
    """Every business in reach with the interventions it took part in; a participant's own."""
    context = {"offices": bool(request.actor.regions(SEE)), "own": request.actor.holds(P.GIVE_VOICE)}
    rows = queries.takers(request.actor)
    return respond(request, takers_list(request.actor), rows, "interventions/takers.html", context)


@requires(SEE)
@require_GET
def taker(request: HttpRequest, taker_id: uuid.UUID) -> HttpResponse:
    found = queries.taker_of(queries.takers(request.actor), taker_id)
    return render(request, "interventions/taker.html", _told(request, found))


@requires(NOTE)
@require_POST
def noting_turnover(request: HttpRequest, taker_id: uuid.UUID) -> HttpResponse:
    found = queries.taker_of(queries.takers(request.actor, NOTE), taker_id)
    side = Side.AFTER if request.POST.get("sisi") == Side.AFTER else Side.BEFORE
    form = _form(found, side, request.POST)
    if form.is_valid():
        act = partial(actions.note_turnover, by=request.actor, taker=found.id, side=side, **form.cleaned_data)
        if attempt(form, act):
            messages.success(request, _("Omzet tercatat."))
            return redirect("intervention_taker", found.id)
    return render(request, "interventions/taker.html", _told(request, found, {side: form}), status=422)


@requires(CHECK)
@require_POST
def checking_turnover(request: HttpRequest, turnover_id: uuid.UUID) -> HttpResponse:
    rows = Taker.objects.for_actor(request.actor, CHECK)
    found = Turnover.objects.filter(taker__in=rows, id=turnover_id).first()
    if found is None:
        raise Refused(_("Angka itu tidak ada, atau bukan untuk Anda."), status=404)
    paper = request.POST.get("dengan", "")
    act = partial(actions.check_turnover, by=request.actor, turnover=found.id, paper=paper)
    return _done(request, found.taker_id, _("Tercatat sebagai angka yang dicocokkan."), act)


@requires(MANAGE)
@require_POST
def taking_out(request: HttpRequest, taker_id: uuid.UUID) -> HttpResponse:
    found = queries.taker_of(queries.takers(request.actor, MANAGE), taker_id)
    try:
        actions.take_out(by=request.actor, taker=found.id, reason=request.POST.get("alasan", ""))
    except Denied:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("intervention_taker", found.id)
    messages.success(request, _("Usaha itu tidak dihitung lagi dalam intervensi ini."))
    return redirect("intervention", found.intervention_id)


def _told(request: HttpRequest, found: Any, forms: dict[str, TurnoverForm] | None = None) -> dict[str, Any]:
    actor, state = request.actor, state_of(found)
    reach = lambda p: Taker.objects.for_actor(actor, p).filter(id=found.id).exists()  # noqa: E731
    notes, checks = reach(NOTE), reach(CHECK)
    known = found.before is not None and found.after is not None
    sides = []
    for side in Side:
        said = queries.history(found, side)
        form = (forms or {}).get(side) or _form(found, side)
        checkable = checks and said and not said[0].paper and said[0].by != actor.user_id
        sides.append({
            "side": side, "now": said[0] if said else None, "earlier": said[1:], "form": form, "notes": notes and _months(found, side),
            "checks": checkable,
        })  # fmt: skip
    return {
        "taker": found, "sides": sides, "state": state[0], "state_words": state[1], "papers": Turnover.Paper.choices,
        "change": (change := found.after - found.before if known else 0), "fewer": -change, "known": known, "after_from": month_after(found.intervention.ends_on),
        "manages": reach(MANAGE), "offices": bool(actor.regions(SEE)),
    }  # fmt: skip


def _months(found: Any, side: str) -> list[Any]:
    return months_for(found.intervention, side, today_in(found.region))


def _form(found: Any, side: str, data: Any = None) -> TurnoverForm:
    return TurnoverForm(data, months=_months(found, side), auto_id=f"{side}_%s")


def _regions(request: HttpRequest) -> list[Region]:
    found = {
        r.code: r for code in request.actor.regions(MANAGE) for depth in (2, 3, 4) for r in below(code, depth)
    }
    return [found[code] for code in sorted(found)]


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused(_("Usaha itu tidak ada. Cari lagi."), status=404) from None


def _done(request: HttpRequest, taker_id: uuid.UUID, said: str, act: Callable[[], Any]) -> HttpResponse:
    done(request, said, act)
    return redirect("intervention_taker", taker_id)
