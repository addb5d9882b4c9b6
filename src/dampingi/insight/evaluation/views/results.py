import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import MISSING, number, percent
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation import actions, queries, words
from dampingi.insight.evaluation.explaining import explained, overview_of
from dampingi.insight.evaluation.forms import ObjectionForm
from dampingi.insight.evaluation.models import Evaluation, Result
from dampingi.insight.evaluation.proposing import proposal_state
from dampingi.insight.evaluation.views.overview import frame
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_EVALUATION)
def results(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Everyone's results for those who see all; otherwise the list of those one may read."""
    evaluation = _computed(request, evaluation_id)
    found = queries.results(request.actor, evaluation)
    context = frame(request, evaluation)
    if context["sees_all"]:
        context |= overview_of(evaluation, found)
    return respond(request, _list(evaluation, found), found, "evaluation/results.html", context)


def _computed(request: HttpRequest, evaluation_id: uuid.UUID) -> Evaluation:
    evaluation = queries.evaluation(request.actor, evaluation_id)
    if queries.computation(evaluation) is None:
        raise Refused(_("Hasilnya belum dihitung. Lihat dahulu langkah yang masih menunggu."), status=404)
    return evaluation


def _list(evaluation: Evaluation, found: Any) -> ListOf:
    places = names(code for row in found for code in (row.subject.region, row.body["key"]))
    ranked = evaluation.computation.summary["ranked"]  # type: ignore[attr-defined]
    bands = [(b["key"], b["name"]) for b in evaluation.instrument.body["bands"]]
    columns = _columns(evaluation, places) + (_ranking(evaluation) if ranked else [])
    return ListOf(
        name="hasil-penilaian",
        noun=gettext_lazy("pendamping"),
        columns=tuple(columns),
        order="name",
        ties=("subject__region", "id"),
        filters=(
            Filter("kelompok", gettext_lazy("Kelompok nilai"), lambda: bands, field="body__banding__key"),
        ),
        search=("subject__name",),
        search_label=gettext_lazy("Nama pendamping"),
        per_page=100,
    )


def _columns(evaluation: Evaluation, places: Mapping[str, str]) -> list[Column]:
    return [
        Column(
            "name",
            gettext_lazy("Pendamping"),
            "subject.name",
            sort=("subject__name",),
            href=lambda r: reverse("evaluation_result", args=[evaluation.id, r.subject_id]),
            note=lambda r: places.get(r.subject.region, r.subject.region),
        ),
        Column("band", gettext_lazy("Kelompok nilai"), lambda r: words.band(evaluation, r.body)),
        Column(
            "score", gettext_lazy("Nilai"), lambda r: r.body["score"], kind="number", sort=("body__score",)
        ),
        Column(
            "interval",
            gettext_lazy("Selang 90%"),
            lambda r: f"{number(r.body['low'], 1)}–{number(r.body['high'], 1)}",
            sort=("body__low",),
        ),
        Column("data", gettext_lazy("Data"), _sufficiency, kind="state"),
        Column("proposal", gettext_lazy("Usulan hitungan"), lambda r: proposal_state(r.body), kind="state"),
    ]


def _ranking(evaluation: Evaluation) -> list[Column]:
    """Only where the data carry an order."""
    top = evaluation.instrument.body["rules"]["top"]
    return [
        Column("place", gettext_lazy("Tempat, 90%"), _place, sort=("body__place__expected",)),
        Column(
            "top",
            _("Peluang %(top)s terbaik") % {"top": top},
            lambda r: percent(r.body["place"]["top_chance"], 0) if r.body["place"] else MISSING,
            sort=("body__place__top_chance",),
        ),
    ]


def _sufficiency(row: Result) -> tuple[State, str]:
    if row.body["sufficient"]:
        return State.GOOD, _("Cukup")
    return State.NONE, _("Data belum cukup")


def _place(row: Result) -> str:
    where = row.body["place"]
    return f"{where['low']}–{where['high']}" if where else MISSING


@require_GET
@requires(Permission.VIEW_EVALUATION)
def result(request: HttpRequest, evaluation_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    """Mengapa? One mentor's result: the parts, the comparison, the uncertainty, what would change it, how to object."""
    return _why(request, evaluation_id, subject_id, ObjectionForm())


def _why(
    request: HttpRequest,
    evaluation_id: uuid.UUID,
    subject_id: uuid.UUID,
    form: ObjectionForm,
    status: int = 200,
) -> HttpResponse:
    evaluation = _computed(request, evaluation_id)
    subject = queries.subject(request.actor, evaluation, subject_id)
    until = queries.computation(evaluation).objections_until  # type: ignore[union-attr]
    context = frame(request, evaluation) | explained(evaluation, subject)
    context |= {
        "form": form,
        "own": subject.mentor.user_id == request.actor.user_id,
        "objection": queries.objection(subject),
        "open": today_in(evaluation.region) <= until,
        "until": until,
    }
    return render(request, "evaluation/result.html", context, status=status)


@require_POST
@requires(Permission.OBJECT_TO_EVALUATION)
def objection(request: HttpRequest, evaluation_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    evaluation = _computed(request, evaluation_id)
    subject = queries.subject(request.actor, evaluation, subject_id)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        try:
            actions.object_to_result(by=request.actor, subject=subject, text=form.cleaned_data["text"])
        except Refused as refusal:
            if refusal.status == 403:
                raise
            form.add_error("text", refusal.message)
        else:
            messages.success(request, _("Sanggahan Anda diterima. Jawabannya datang secara tertulis."))
            return redirect("evaluation_result", evaluation.id, subject.id)
    return _why(request, evaluation_id, subject_id, form, status=422)
