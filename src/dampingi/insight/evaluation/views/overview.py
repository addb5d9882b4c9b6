import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.lists import Column, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.forms import CreateForm, PanelForm
from dampingi.insight.evaluation.instruments import instrument_for
from dampingi.insight.evaluation.models import Evaluation, Instrument
from dampingi.insight.evaluation.proposing import rule_words
from dampingi.insight.evaluation.stages import (
    Next,
    lateness,
    lock_step,
    next_step,
    state,
    states,
    track,
    words_of,
)
from dampingi.insight.evaluation.words import pool, silence
from dampingi.records.programmes.queries import programmes
from dampingi.records.programmes.rosters import today_in


def _say_places(page: list[Evaluation]) -> None:
    called, reached = names({e.region for e in page}), states(page)
    for each in page:
        each.place = called.get(each.region, each.region)  # type: ignore[attr-defined]
        each.state = reached[each.id]  # type: ignore[attr-defined]


LIST = ListOf(
    name="evaluasi",
    noun=gettext_lazy("penilaian"),
    columns=(
        Column(
            "name",
            gettext_lazy("Penilaian"),
            "instrument.name",
            sort=("level",),
            href=lambda e: reverse("evaluation", args=[e.id]),
        ),
        Column("place", gettext_lazy("Wilayah"), sort=("region",)),
        Column("programme", gettext_lazy("Program"), "programme.name", sort=("programme__name",)),
        Column("ends_on", gettext_lazy("Bukti sampai"), kind="day", sort=("ends_on",)),
        Column(
            "state",
            gettext_lazy("Keadaan"),
            lambda e: (State.GOOD if e.state == "done" else State.WATCH, words_of(e.state)),
            kind="state",
        ),
    ),
    order="-ends_on",
    ties=("level", "region", "id"),
    enrich=_say_places,
)


@require_GET
@requires(Permission.VIEW_EVALUATION)
def listing(request: HttpRequest) -> HttpResponse:
    found = queries.evaluations(request.actor)
    may_create = request.actor.holds(Permission.MANAGE_EVALUATION)
    return respond(request, LIST, found, "evaluation/listing.html", {"may_create": may_create})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def create(request: HttpRequest) -> HttpResponse:
    known = programmes(request.actor)
    places = queries.places_to_evaluate(request.actor, known)
    form = CreateForm(request.POST or None, programmes=known, places=places, initial=_proposal(known))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        programme = next(p for p in known if p.code == asked["programme"])
        try:
            made = actions.create_evaluation(
                by=request.actor, programme=programme, level=asked["level"], region=form.where(programme),
                ends_on=asked["ends_on"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("evaluation", made.id)
    return render(request, "evaluation/create.html", {"form": form}, status=422 if form.errors else 200)


def _proposal(known: list) -> dict:
    if not known:
        return {}
    last = min(known[0].ends_on, today_in(known[0].region))
    return {"programme": known[0].code, "ends_on": last}


@require_GET
@requires(Permission.VIEW_EVALUATION)
def overview(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    evaluation = queries.evaluation(request.actor, evaluation_id)
    mine = list(queries.own_assignments(request.actor, evaluation))
    context = frame(request, evaluation) | {
        "track": track(evaluation),
        "next": _next(request, evaluation),
        "newer": _newer(request, evaluation),
        "late": lateness(evaluation) if hasattr(evaluation, "lock") else "",
        "dimensions": weights(evaluation.instrument),
        "rules": evaluation.instrument.body["rules"],
        "decisions": silence(evaluation.instrument.body["rules"])
        + pool(evaluation.instrument.body["rules"])
        + rule_words(evaluation.instrument.body["rules"]),
        "bands": evaluation.instrument.body["bands"],
        "targets": _targets(request, evaluation),
        "covariates": list(named(evaluation.instrument.body, "covariates").values()),
        "progress": queries.rating_progress(evaluation)
        if queries.sees_all(request.actor, evaluation)
        else [],
        "asked": len([a for a in mine if not a.conflict]),
        "rated": len(queries.own_ratings(request.actor, evaluation)),
        "own": queries.own_subject(request.actor, evaluation),
        "computations": sorted(evaluation.computations.all(), key=lambda made: made.number),  # type: ignore[attr-defined]
        "objected": queries.objections(request.actor, evaluation).count(),
    }
    return render(request, "evaluation/overview.html", context)


def _newer(request: HttpRequest, evaluation: Evaluation) -> Instrument | None:
    """A version published since, for whoever may take it before the lock."""
    if state(evaluation) != "lock" or not may_manage(request, evaluation):
        return None
    newest = instrument_for(evaluation.level, evaluation.region)
    return newest if newest and newest.id != evaluation.instrument_id else None


def _next(request: HttpRequest, evaluation: Evaluation) -> Next | None:
    scope = {"region": evaluation.region, "programme": evaluation.programme_id}
    if state(evaluation) == "lock" and request.actor.may(Permission.LOCK_INSTRUMENTS, **scope):
        return lock_step(evaluation)
    return next_step(evaluation) if may_manage(request, evaluation) else None


def _targets(request: HttpRequest, evaluation: Evaluation) -> dict | None:
    if not hasattr(evaluation, "freeze") or not queries.sees_all(request.actor, evaluation):
        return None
    signed, without = queries.targets_frozen(evaluation)
    changed = queries.targets_changed(evaluation)
    return {"signed": signed, "without": without, "all": signed + len(without), "changed": changed}


def frame(request: HttpRequest, evaluation: Evaluation) -> dict:
    """What every page of one evaluation shows around itself."""
    return {
        "evaluation": evaluation,
        "place": name_of(evaluation.region),
        "state": state(evaluation),
        "manages": may_manage(request, evaluation),
        "sees_all": queries.sees_all(request.actor, evaluation),
        "computation": queries.computation(evaluation),
    }


def may_manage(request: HttpRequest, evaluation: Evaluation) -> bool:
    return request.actor.may(
        Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id
    )


def weights(instrument: Instrument) -> list[dict]:
    """Dimensions with their criteria and their share of 100."""
    told = []
    for d in instrument.body["dimensions"]:
        own = [c for c in instrument.body["criteria"] if c["dimension"] == d["key"]]
        told.append(d | {"criteria": own, "weight": sum(c["weight"] for c in own)})
    return told


@require_POST
@requires(Permission.MANAGE_EVALUATION, Permission.LOCK_INSTRUMENTS)
def step(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Take the step the page proposed; a step already taken by someone else is a refusal, not a second one."""
    evaluation = queries.evaluation(request.actor, evaluation_id)
    key = request.POST.get("step", "")
    if key in ("compute", "recompute"):
        by = request.actor
        by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
        job = start(
            by=by, kind="evaluation.compute", params={"evaluation": str(evaluation.id)},
            url=reverse("evaluation_results", args=[evaluation.id]),
        )  # fmt: skip
        return redirect("job", job.id)
    steps = {
        "lock": (
            actions.lock_instrument,
            _("Instrumen dikunci. Tidak ada yang dapat mengubahnya lagi; lampirannya dapat dicetak."),
        ),
        "newest": (
            actions.take_newest_instrument,
            _("Versi terbaru dipakai. Kepala dinas diberi tahu untuk menguncinya."),
        ),
        "freeze": (actions.freeze_evidence, _("Bukti dibekukan. Sekarang tunjuk tim penilainya.")),
        "close": (actions.close_ratings, _("Penilaian ditutup. Hasilnya siap dihitung.")),
    }
    if key not in steps:
        raise Refused(_("Langkah itu tidak dikenal. Muat ulang halaman penilaian."))
    act, said = steps[key]
    act(by=request.actor, evaluation=evaluation)
    messages.success(request, said)
    return redirect("evaluation_panel" if key == "freeze" else "evaluation", evaluation.id)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def panel(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    evaluation = queries.evaluation(request.actor, evaluation_id)
    people = users_with(Role.PANEL, region=evaluation.region, on=today_in(evaluation.region))
    form = PanelForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        made = actions.assign_raters(by=request.actor, evaluation=evaluation, raters=form.chosen)
        messages.success(
            request, _("%(n)d lembar nilai dibagikan; anggota tim diberi tahu.") % {"n": len(made)}
        )
        return redirect("evaluation_panel", evaluation.id)
    context = frame(request, evaluation) | {"form": form, "progress": queries.rating_progress(evaluation)}
    return render(request, "evaluation/panel.html", context, status=422 if form.errors else 200)
