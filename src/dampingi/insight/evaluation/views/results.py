import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import MISSING, number, percent
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation import queries, words
from dampingi.insight.evaluation.changes import before, bodies, moved
from dampingi.insight.evaluation.explaining import compared, explained, overview_of
from dampingi.insight.evaluation.models import Computation, Evaluation, Result, Subject
from dampingi.insight.evaluation.objecting import presented
from dampingi.insight.evaluation.proposing import proposal_state
from dampingi.insight.evaluation.views.overview import frame
from dampingi.records.programmes.posts import post_names
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_EVALUATION)
def results(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Everyone's results for those who see all; otherwise the list of those one may read."""
    evaluation = computed_one(request, evaluation_id)
    found = queries.results(request.actor, evaluation)
    context = frame(request, evaluation)
    if context["sees_all"]:
        context |= overview_of(evaluation, found)
    return respond(request, _list(evaluation, found), found, "evaluation/results.html", context)


def computed_one(request: HttpRequest, evaluation_id: uuid.UUID) -> Evaluation:
    """In reach, and with results."""
    evaluation = queries.evaluation(request.actor, evaluation_id)
    if queries.computation(evaluation) is None:
        raise Refused(_("Hasilnya belum dihitung. Lihat dahulu langkah yang masih menunggu."), status=404)
    return evaluation


def _list(evaluation: Evaluation, found: Any) -> ListOf:
    places = post_names(row.subject.mentor.post for row in found)
    ranked = evaluation.computation.summary["ranked"]  # type: ignore[union-attr]
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
            note=lambda r: places[r.subject.mentor.post.code],
        ),
        Column("band", gettext_lazy("Kelompok nilai"), lambda r: words.band(evaluation, r.body)),
        Column(
            "score",
            gettext_lazy("Nilai"),
            lambda r: r.body["score"],
            kind="number",
            sort=("body__score",) if compared(evaluation) else (),
        ),
        Column(
            "interval",
            gettext_lazy("Selang 90%"),
            lambda r: f"{number(r.body['low'], 1)}–{number(r.body['high'], 1)}",
            sort=("body__low",) if compared(evaluation) else (),
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
    """Mengapa? One mentor's result: the parts, the comparison, the uncertainty, what would change it, how to object.

    `?hitungan=1` shows that of an earlier computation.
    """
    evaluation = computed_one(request, evaluation_id)
    subject = queries.subject(request.actor, evaluation, subject_id)
    newest, asked = queries.computation(evaluation), request.GET.get("hitungan", "")
    made = queries.computation(evaluation, int(asked)) if asked.isdecimal() and len(asked) < 5 else None
    shown = made or newest
    assert shown is not None
    assert newest is not None
    own = subject.mentor.user_id == request.actor.user_id
    context = frame(request, evaluation) | explained(evaluation, subject, shown)
    context |= {
        "own": own,
        "objections": presented(queries.objections(request.actor, evaluation).filter(subject=subject))
        if own or context["sees_all"]
        else [],
        "open": today_in(evaluation.region) <= newest.objections_until,
        "until": newest.objections_until,
        "newest": newest,
        "change": _change(evaluation, subject, newest),
    }
    return render(request, "evaluation/result.html", context)


def _change(evaluation: Evaluation, subject: Subject, newest: Computation) -> dict[str, Any] | None:
    """What the recomputation did to this mentor's result; None where there was none."""
    earlier = before(newest)
    if earlier is None:
        return None
    old, new = (queries.result(subject, made) for made in (earlier, newest))
    return {
        "number": earlier.number,
        "score": number(old.body["score"], 1),  # type: ignore[union-attr]
        "band": words.band(evaluation, old.body),  # type: ignore[union-attr]
        "moved": moved(old.body, new.body),  # type: ignore[union-attr]
    }


@require_GET
@requires(Permission.VIEW_EVALUATION)
def changes(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Every result before and after the recomputation, side by side."""
    evaluation = computed_one(request, evaluation_id)
    if not queries.sees_all(request.actor, evaluation):
        raise Refused(_("Perbandingan itu bukan untuk Anda."), status=404)
    newest = queries.computation(evaluation)
    earlier = before(newest) if newest else None
    if newest is None or earlier is None:
        raise Refused(_("Hasil ini belum pernah dihitung ulang."), status=404)
    found = queries.results(request.actor, evaluation)
    old = bodies(earlier)
    context = frame(request, evaluation) | {
        "moved": sum(moved(old[r.subject_id], r.body) for r in found),
        "corrections": queries.corrections_of(earlier),
        "earlier": earlier,
    }
    return respond(request, _changes_list(evaluation, old), found, "evaluation/changes.html", context)


def _changes_list(evaluation: Evaluation, old: Mapping[Any, Any]) -> ListOf:
    ids = {moved: [] for moved in ("ya", "tidak")}  # type: ignore[var-annotated]
    for row in queries.every_result(evaluation):
        ids["ya" if moved(old[row.subject_id], row.body) else "tidak"].append(row.id)
    return ListOf(
        name="perubahan-hasil",
        noun=gettext_lazy("pendamping"),
        columns=(
            Column(
                "name",
                gettext_lazy("Pendamping"),
                "subject.name",
                sort=("subject__name",),
                href=lambda r: reverse("evaluation_result", args=[evaluation.id, r.subject_id]),
            ),
            Column("before", gettext_lazy("Sebelum"), lambda r: old[r.subject_id]["score"], kind="number"),
            Column(
                "score", gettext_lazy("Sesudah"), lambda r: r.body["score"], kind="number", sort=("body__score",)
            ),
            Column(
                "band_before", gettext_lazy("Kelompok sebelum"), lambda r: words.band(evaluation, old[r.subject_id])
            ),
            Column("band", gettext_lazy("Kelompok sesudah"), lambda r: words.band(evaluation, r.body)),
            Column(
                "proposal_before", gettext_lazy("Usulan sebelum"), lambda r: proposal_state(old[r.subject_id]),
                kind="state",
            ),
            Column("proposal", gettext_lazy("Usulan sesudah"), lambda r: proposal_state(r.body), kind="state"),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter(
                "berubah",
                gettext_lazy("Berubah"),
                lambda: [("ya", _("Ya")), ("tidak", _("Tidak"))],
                apply=lambda rows, value: rows.filter(id__in=ids[value]),
            ),
        ),
        search=("subject__name",),
        search_label=gettext_lazy("Nama pendamping"),
        per_page=100,
    )  # fmt: skip
