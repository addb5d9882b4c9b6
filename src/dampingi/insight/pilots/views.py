import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.pilots import actions, queries
from dampingi.insight.pilots.deciding import checked, departures, price_of
from dampingi.insight.pilots.forms import ChoiceForm, RulesForm
from dampingi.insight.pilots.models import PilotChoice, PilotRules
from dampingi.insight.pilots.presenting import one, overview
from dampingi.insight.pilots.wording import BARRIERS, PARTS, points, price_words

SEE, WRITE = queries.SEE, Permission.MANAGE_COOPERATIVES


@require_GET
@requires(SEE)
def pilots(request: HttpRequest) -> HttpResponse:
    """Who is ready, who is not and why, the best choice for each kecamatan, and what was determined."""
    region = queries.city_of(request.actor, request.GET.get("wilayah", ""))
    field = _field(request, region)
    made = queries.choices(request.actor).filter(region=region).order_by("-number")
    context = overview(field) | {
        "region": region, "city": name_of(region), "year": field.year, "years": queries.years(request.actor), "made": made,
        "cities": queries.cities(request.actor), "manages": request.actor.may(WRITE, region=region),
    }  # fmt: skip
    return render(request, "pilots/pilots.html", context)


@require_GET
@requires(SEE)
def pilot_readiness(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    """One cooperative's points, and what choosing or leaving it out costs."""
    region = _region_of(request, cooperative_id)
    field = _field(request, region)
    found = next((c for c in field.candidates if c.cooperative.id == cooperative_id), None)
    if found is None:
        raise Refused(_("Koperasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return render(request, "pilots/readiness.html", one(field, found) | {"year": field.year})


def _region_of(request: HttpRequest, id: uuid.UUID) -> str:
    from dampingi.insight.health.queries import office_of
    from dampingi.records.cooperatives.queries import cooperative_of, cooperatives

    return office_of(cooperative_of(cooperatives(request.actor), id))


@requires(WRITE)
@require_http_methods(["GET", "POST"])
def new_pilot_choice(request: HttpRequest) -> HttpResponse:
    """The best choice to begin with; people change it, see what it costs, say why, and submit."""
    region = queries.city_of(request.actor, request.GET.get("wilayah", ""))
    field = _field(request, region)
    form = ChoiceForm(request.POST or None, field=field)
    context = {"form": form, "field": field, "city": name_of(region), "region": region, "year": field.year}
    if form.is_valid():
        if "look" in request.POST:
            told = attempt(form, lambda: checked(field, form.wanted()))
            if told is not None:
                context |= _costs(field, told)
        elif made := attempt(
            form,
            lambda: actions.draw_up(
                by=request.actor, region=region, year=field.year, wanted=form.wanted(), reasons=form.reasons(),
                remarks=form.cleaned_data["remarks"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Penetapan dibekukan dan diajukan; kepala dinas yang memutuskan."))
            return redirect("pilot_choice", made.id)
    return render(request, "pilots/new.html", context, status=422 if form.errors else 200)


def _costs(field: queries.Field, told: dict[str, str]) -> dict:
    price, names = price_of(field, told), {p.code: p.name for p in field.places}
    away = [(names[p], points(n)) for p, n in departures(field, told).items()]
    return {"price": price_words(price), "departs": away, "looked": True}


@require_GET
@requires(SEE)
def pilot_choice(request: HttpRequest, pilot_choice_id: uuid.UUID) -> HttpResponse:
    found = queries.choice(request.actor, pilot_choice_id)
    approvals, body = list(approvals_of("pilot_choice", found.id)), found.body
    own = set(body["without_own"])
    context = {
        "choice": found, "body": body, "approvals": approvals, "holds": queries.holds(found), "city": body["region"][1],
        "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "places": [p | {"own": p["code"] not in own, "told": points(p["served"]["points"]) if p["served"] else "", "lost": points(p["cost"])} for p in body["places"]],
        "barred": [(c["id"], c["name"], [BARRIERS[b] for b in c["barriers"]]) for c in body["candidates"] if c["barriers"]],
        "lost": points(body["lost_points"]), "best": points(body["best_points"]), "points": points(body["points"]),
        "departs": sum(p["departs"] for p in body["places"]), "served": sum(bool(p["served"]) for p in body["places"]),
        "weights": [(PARTS[code], n) for code, n in body["rules"]["weights"].items()],
        "again": found.state == PilotChoice.State.RETURNED and request.actor.may(WRITE, region=found.region),
    }  # fmt: skip
    return render(request, "pilots/choice.html", context)


@requires(Permission.SIGN_DECREES)
@require_POST
def pilot_choice_verdict(request: HttpRequest, pilot_choice_id: uuid.UUID) -> HttpResponse:
    found = queries.choice(request.actor, pilot_choice_id)
    passed = settled(request, "pilot_choice", found.id)
    messages.success(
        request, _("Koperasi percontohan ditetapkan.") if passed else _("Penetapan dikembalikan.")
    )
    return redirect("pilot_choice", found.id)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def pilot_rules(request: HttpRequest) -> HttpResponse:
    """Weights and limits in words; the head publishes the next edition."""
    region = queries.city_of(request.actor, request.GET.get("wilayah", ""))
    now = queries.rules_in_force(region)
    locks = depth(region) > 0 and request.actor.may(Permission.LOCK_INSTRUMENTS, region=region)
    form = RulesForm(request.POST or None, now=now.body, initial={"rules": new_id()}) if locks else None
    if request.method == "POST":
        if form is None:
            raise Refused(_("Aturan diterbitkan kepala dinas."), status=403)
        if form.is_valid() and attempt(
            form,
            lambda: actions.publish_rules(
                by=request.actor, region=region, body=form.body(), reason=form.cleaned_data["reason"],
                id=form.cleaned_data["rules"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Edisi aturan diterbitkan. Ia berlaku untuk penetapan berikutnya."))
            return redirect("pilot_rules")
    stored = PilotRules.objects.filter(region__in=("", region)).order_by("-at")
    editions = [*([now] if now._state.adding else []), *stored]
    weights = [(PARTS[code], n) for code, n in now.body["weights"].items()]
    context = {
        "rules": now,
        "weights": weights,
        "form": form,
        "editions": editions,
        "barriers": BARRIERS.values(),
    }
    return render(request, "pilots/rules.html", context, status=422 if form and form.errors else 200)


def _field(request: HttpRequest, region: str) -> queries.Field:
    if not region:
        raise Refused(_("Belum ada kabupaten atau kota di wilayah Anda."), status=404)
    known, asked = queries.years(request.actor), request.GET.get("tahun", "")
    usual = known[0] if known else timezone.localdate().year - 1
    return queries.field(request.actor, region, next((y for y in known if str(y) == asked), usual))
