from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.gathered import Gathered
from dampingi.foundation.ui.lists import respond
from dampingi.insight.participation import actions, queries
from dampingi.insight.participation.definition import definition
from dampingi.insight.participation.models import RiskModel, Switch
from dampingi.insight.participation.tasks import ask_to_try
from dampingi.insight.participation.wording import feature_names
from dampingi.pages.participation.card import card_of, returns_of
from dampingi.pages.participation.forms import SwitchForm
from dampingi.pages.participation.listing import BANDS, participation_list
from dampingi.pages.participation.rows import counted, rows
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme


@require_GET
@requires(Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
def participation(request: HttpRequest) -> HttpResponse:
    """Who may be about to stop, why, and what to do; whoever decides anything is a person."""
    today, programme = timezone.localdate(), _programme(request)
    found = rows(request.actor, today=today)
    of, speaking, last = counted(found), queries.current(programme.region), queries.latest(programme.region)
    context = {
        "figures": [{"band": b, "words": words, "n": of[b], "state": state} for b, (state, words) in BANDS.items()],
        "speaking": speaking,
        "returns": returns_of(last.body) if last else [],
        "within": definition()["action_within"],
        "horizon": definition()["horizon"],
    }  # fmt: skip
    return respond(
        request, participation_list(found), Gathered(found), "pages/participation/list.html", context
    )


@require_GET
@requires(*queries.MAY_READ)
def model_card(request: HttpRequest) -> HttpResponse:
    return _card(request, SwitchForm())


@require_POST
@requires(Permission.MANAGE_INTAKE)
def trying(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    request.actor.require(Permission.MANAGE_INTAKE, region=programme.region)
    return redirect("job", ask_to_try(request.actor, programme.region).id)


@require_POST
@requires(Permission.MANAGE_INTAKE)
def switching(request: HttpRequest, model_id) -> HttpResponse:
    form, on = SwitchForm(request.POST), request.POST.get("on") == "1"
    if form.is_valid():
        said = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.switch(by=request.actor, model=model_id, on=on, reason=said)):
            messages.success(
                request, _("Model ini mulai dipakai.") if on else _("Model ini tidak dipakai lagi.")
            )
            return redirect("risk_model")
    return _card(request, form)


def _card(request: HttpRequest, form: SwitchForm) -> HttpResponse:
    programme = _programme(request)
    tried = queries.models_of(programme.region)
    shown = _asked(request, programme, tried)
    speaking = queries.current(programme.region)
    context = {
        "programme": programme, "model": shown, "card": card_of(shown) if shown else None,
        "speaks": bool(shown and speaking and speaking.id == shown.id), "speaking": speaking, "earlier": tried[:12],
        "switches": Switch.objects.filter(region=programme.region).select_related("model").order_by("-at")[:8],
        "manages": request.actor.may(Permission.MANAGE_INTAKE, region=programme.region),
        "bin_heads": [_("Disebut"), _("Terjadi"), _("Selang 95%"), _("Pengamatan"), _("Berhenti")],
        "form": form, "definition": definition(), "thumb": _thumb(),
    }  # fmt: skip
    return render(request, "pages/participation/model.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, programme: Programme, tried: list[RiskModel]) -> RiskModel | None:
    """The one whose number stands in the address, else the one that speaks, else the latest."""
    number = request.GET.get("nomor", "")
    if number.isdecimal() and len(number) < 9:
        return queries.model_numbered(request.actor, programme.region, int(number))
    return queries.current(programme.region) or (tried[0] if tried else None)


def _thumb() -> list[dict]:
    rule, called = definition()["thumb"], feature_names()
    return [{"name": called[n], **rule[n]} for n in called if n in rule]


def _programme(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    return found
