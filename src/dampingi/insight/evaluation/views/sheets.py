"""Paper score sheets: printed blank, and entered by two people who do not see each other's."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.forms import PaperForm
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment
from dampingi.insight.evaluation.sheets import Standing, sheet_of, standing, standings, with_sheets
from dampingi.insight.evaluation.views.overview import frame, may_manage

STATES = {"none": State.NONE, "one": State.WATCH, "differs": State.LATE, "done": State.GOOD}


def _says(key: str) -> str:
    return {
        "none": _("Belum dimasukkan"), "one": _("Dimasukkan satu orang"), "differs": _("Dua isian berbeda"), "done": _("Nilai tercatat"),
    }[key]  # fmt: skip


def _list(evaluation: Evaluation) -> ListOf:
    return ListOf(
        name="lembar",
        noun=gettext_lazy("lembar"),
        columns=(
            Column(
                "rater", gettext_lazy("Penilai"), "rater.name", sort=("rater__name",),
                href=lambda a: reverse("evaluation_paper", args=[evaluation.id, a.id]),
            ),
            Column("mentor", gettext_lazy("Pendamping"), "subject.name", sort=("subject__name",)),
            Column("state", gettext_lazy("Keadaan"), lambda a: (STATES[a.standing.key], _says(a.standing.key)), kind="state"),
        ),
        order="rater",
        ties=("subject__name", "id"),
        filters=(
            Filter(
                "keadaan", gettext_lazy("Keadaan"), lambda: [("kosong", _("Belum ada nilainya")), ("sudah", _("Nilai tercatat"))],
                apply=lambda rows, v: rows.filter(ratings__isnull=v == "kosong").distinct(),
            ),
        ),
        search=("rater__name", "subject__name"),
        search_label=gettext_lazy("Penilai atau pendamping"),
        enrich=_stand,
    )  # fmt: skip


def _stand(rows: list[RaterAssignment]) -> None:
    for a, now in zip(rows, standings(rows), strict=True):
        a.standing = now  # type: ignore[attr-defined]


@require_GET
@requires(Permission.MANAGE_EVALUATION)
def papers(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    evaluation = _managed(request, evaluation_id)
    raters = {a.rater_id: a.rater for a in with_sheets(evaluation)}
    context = frame(request, evaluation) | {"raters": list(raters.values())}
    return respond(request, _list(evaluation), with_sheets(evaluation), "evaluation/papers.html", context)


@require_GET
@requires(Permission.MANAGE_EVALUATION)
def blank(request: HttpRequest, evaluation_id: uuid.UUID, rater_id: uuid.UUID) -> HttpResponse:
    """A rater's sheets to print: the declaration, every criterion with its levels, and a line for each mentor."""
    evaluation = _managed(request, evaluation_id)
    rows = [a for a in with_sheets(evaluation) if a.rater_id == rater_id]
    if not rows:
        raise Refused(_("Penilai itu tidak ditunjuk dalam penilaian ini."), status=404)
    places = names(a.subject.region for a in rows)
    for a in rows:
        a.place = places.get(a.subject.region, "")
    context = frame(request, evaluation) | {
        "rows": rows,
        "rater": rows[0].rater,
        "criteria": panel_criteria(evaluation.instrument.body),
    }
    return render(request, "evaluation/blank.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def paper(request: HttpRequest, evaluation_id: uuid.UUID, assignment_id: uuid.UUID) -> HttpResponse:
    """One sheet: entered, or settled by a third person. Nobody sees another's entry before there are two."""
    evaluation = _managed(request, evaluation_id)
    found = sheet_of(evaluation, assignment_id)
    now, criteria = standing(found), panel_criteria(evaluation.instrument.body)
    settles = now.key == "differs"
    form = PaperForm(request.POST or None, criteria=criteria, only=now.differs if settles else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _store(request, found, form, settles=settles))
    ):
        messages.success(request, _("Isian lembar %(name)s disimpan.") % {"name": found.subject.name})
        return redirect("evaluation_papers", evaluation.id)
    told = {r.by for r in now.readings}
    context = frame(request, evaluation) | {
        "assignment": found, "form": form, "standing": now, "says": _says(now.key), "settles": settles,
        "mine": request.actor.user_id in told, "two": _two(now, criteria) if settles or now.key == "done" else [],
    }  # fmt: skip
    return render(request, "evaluation/paper.html", context, status=422 if form.errors else 200)


def _store(request: HttpRequest, found: RaterAssignment, form: PaperForm, *, settles: bool) -> Any:
    told = {"by": request.actor, "assignment": found, "levels": form.levels()}
    return (
        actions.settle_sheet(**told, why=form.cleaned_data["why"]) if settles else actions.read_sheet(**told)
    )


def _two(now: Standing, criteria: list[dict[str, Any]]) -> list[tuple[str, list[Any]]]:
    return (
        [(c["name"], [r.levels.get(c["key"]) for r in now.readings]) for c in criteria]
        if now.readings
        else []
    )


def _managed(request: HttpRequest, id: uuid.UUID) -> Evaluation:
    evaluation = queries.evaluation(request.actor, id)
    if not may_manage(request, evaluation):
        raise Refused(_("Lembar kertas dimasukkan penyelenggara penilaian ini."), status=404)
    return evaluation
