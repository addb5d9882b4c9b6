import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.insight.evaluation import actions, evidence, queries
from dampingi.insight.evaluation.actions.objecting import SEAL
from dampingi.insight.evaluation.forms import AnswerForm, CorrectionForm, ObjectionForm
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Objection, Subject
from dampingi.insight.evaluation.objecting import correction_words, part_of, state_of
from dampingi.insight.evaluation.views.overview import frame
from dampingi.insight.evaluation.views.results import computed_one
from dampingi.records.programmes.rosters import today_in

CHOICES = {
    "open": {"answered_at": None, "withdrawn_at": None},
    "granted": {"outcome__in": ("granted", "partly")},
    "refused": {"outcome": "refused"},
    "withdrawn": {"withdrawn_at__isnull": False},
}


@require_GET
@requires(Permission.VIEW_EVALUATION)
def objections(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    evaluation = computed_one(request, evaluation_id)
    found = queries.objections(request.actor, evaluation)
    context = frame(request, evaluation) | {"until": queries.computation(evaluation).objections_until}  # type: ignore[union-attr]
    return respond(request, _list(evaluation), found, "evaluation/objections.html", context)


def _list(evaluation: Evaluation) -> ListOf:
    return ListOf(
        name="sanggahan",
        noun=gettext_lazy("sanggahan"),
        columns=(
            Column(
                "name",
                gettext_lazy("Pendamping"),
                "subject.name",
                sort=("subject__name",),
                href=lambda o: reverse("evaluation_answer", args=[evaluation.id, o.id]),
                note=part_of,
            ),
            Column("at", gettext_lazy("Diajukan"), kind="moment", sort=("at",)),
            Column("state", gettext_lazy("Keadaan"), state_of, kind="state"),
            Column("by", gettext_lazy("Dijawab oleh"), "answered_name"),
            Column("answered_at", gettext_lazy("Dijawab"), kind="moment", sort=("answered_at",)),
        ),
        order="-at",
        ties=("id",),
        filters=(
            Filter(
                "keadaan",
                gettext_lazy("Keadaan"),
                lambda: [
                    ("open", _("Menunggu jawaban")),
                    ("granted", _("Diterima")),
                    ("refused", _("Ditolak")),
                    ("withdrawn", _("Ditarik")),
                ],
                apply=lambda rows, value: rows.filter(**CHOICES[value]),
            ),
        ),
        search=("subject__name",),
        search_label=gettext_lazy("Nama pendamping"),
    )


@requires(Permission.OBJECT_TO_EVALUATION)
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, evaluation_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    """A mentor objects: to the whole, to a criterion (`?bagian=`), or to one frozen row (`?baris=`)."""
    evaluation = computed_one(request, evaluation_id)
    subject = queries.subject(request.actor, evaluation, subject_id)
    if subject.mentor.user_id != request.actor.user_id:
        raise Refused(_("Hasil itu tidak ada, atau bukan untuk Anda."), status=404)
    row = _pointed_at(request, evaluation)
    first = {"id": new_id(), "part": request.GET.get("bagian", ""), "evidence": row and row.id}
    form = ObjectionForm(
        request.POST or None, request.FILES or None, criteria=evaluation.instrument.body["criteria"], initial=first
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.intake()
        if attempt(form, lambda: actions.object_to_result(by=request.actor, subject=subject, said=said)):
            messages.success(request, _("Sanggahan Anda diterima. Jawabannya muncul di halaman ini."))
            return redirect("evaluation_result", evaluation.id, subject.id)
    made = queries.computation(evaluation)
    context = frame(request, evaluation) | {
        "subject": subject,
        "form": form,
        "row": _row_words(request, evaluation, subject, row),
        "until": made.objections_until,  # type: ignore[union-attr]
        "open": today_in(evaluation.region) <= made.objections_until,  # type: ignore[union-attr]
    }
    return render(request, "evaluation/objection.html", context, status=422 if form.errors else 200)


def _pointed_at(request: HttpRequest, evaluation: Evaluation) -> FrozenEvidence | None:
    asked = request.POST.get("evidence") or request.GET.get("baris", "")
    try:
        return FrozenEvidence.objects.filter(freeze__evaluation=evaluation, id=uuid.UUID(asked)).first()
    except ValueError:
        return None


def _row_words(
    request: HttpRequest, evaluation: Evaluation, subject: Subject, row: FrozenEvidence | None
) -> evidence.Row | None:
    if row is None or not queries.concerns(subject, row.kind, row.key, row.body):
        return None
    if row.kind == FrozenEvidence.Kind.COUNT:
        found = evidence.counted(evaluation, subject)
    else:
        found = evidence.people(evaluation, subject, evidence.person_names(request.actor, evaluation))
    return next((each for each in found if each.key == row.key), None)


@requires(Permission.VIEW_EVALUATION)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, evaluation_id: uuid.UUID, objection_id: uuid.UUID) -> HttpResponse:
    """What was said, its proof, and the answer: given here by someone who neither computed nor rated."""
    evaluation = computed_one(request, evaluation_id)
    found = queries.objection(request.actor, evaluation, objection_id)
    refusal = _may_not_answer(request, evaluation, found)
    answering = not (refusal or found.answered_at or found.withdrawn_at)
    form = AnswerForm(request.POST or None)
    rows = _correction_forms(request, evaluation, found) if answering else []
    if request.method == "POST":
        if refusal:
            raise Refused(refusal, status=403)
        if form.is_valid() and all(each.is_valid() for each in rows):
            told = [c for each in rows for c in each.corrections()]
            if attempt(form, lambda: _answer(request, found, form, told)):
                messages.success(request, _("Jawaban tersimpan, dan pendampingnya diberi tahu."))
                return redirect("evaluation_answer", evaluation.id, found.id)
    state, words = state_of(found)
    context = frame(request, evaluation) | {
        "objection": found,
        "part": part_of(found),
        "state_": state,
        "words": words,
        "form": form,
        "rows": rows,
        "answering": answering,
        "why_not": refusal if not (found.answered_at or found.withdrawn_at) else "",
        "proofs": list(found.proofs.order_by("at")),  # type: ignore[attr-defined]
        "corrections": [correction_words(c) for c in found.corrections.order_by("number")],  # type: ignore[attr-defined]
        "own": found.subject.mentor.user_id == request.actor.user_id,
    }
    return render(request, "evaluation/answer.html", context, status=422 if form.errors else 200)


def _may_not_answer(request: HttpRequest, evaluation: Evaluation, found: Objection) -> str:
    if not request.actor.may(
        Permission.ANSWER_OBJECTIONS, region=evaluation.region, programme=evaluation.programme_id
    ):
        return _("Yang menjawab dinas, bukan Anda.")
    return queries.may_answer_of(request.actor, evaluation, found.subject)


def _correction_forms(request: HttpRequest, evaluation: Evaluation, found: Objection) -> list[CorrectionForm]:
    rows = evidence.correctable(evaluation, found, request.actor)
    return [CorrectionForm(request.POST or None, row=row, prefix=f"k{n}") for n, row in enumerate(rows)]


def _answer(request: HttpRequest, found: Objection, form: AnswerForm, told: list[Any]) -> Objection:
    said = form.cleaned_data
    return actions.answer_objection(
        by=request.actor, objection=found, outcome=said["outcome"], reason=said["reason"], corrections=told
    )  # fmt: skip


@requires(Permission.OBJECT_TO_EVALUATION)
@require_POST
def withdraw(request: HttpRequest, evaluation_id: uuid.UUID, objection_id: uuid.UUID) -> HttpResponse:
    evaluation = computed_one(request, evaluation_id)
    found = queries.objection(request.actor, evaluation, objection_id)
    actions.withdraw_objection(by=request.actor, objection=found)
    messages.success(request, _("Sanggahan ditarik. Selama masa sanggah, Anda dapat mengajukan yang baru."))
    return redirect("evaluation_result", evaluation.id, found.subject_id)


@never_cache
@require_GET
@requires(Permission.VIEW_EVALUATION)
def proof(
    request: HttpRequest, evaluation_id: uuid.UUID, objection_id: uuid.UUID, proof_id: uuid.UUID
) -> HttpResponse:
    """A photo is shown as drawn anew; a PDF is only ever downloaded."""
    evaluation = computed_one(request, evaluation_id)
    objection = queries.objection(request.actor, evaluation, objection_id)
    found = objection.proofs.filter(id=proof_id).first()  # type: ignore[attr-defined]
    if found is None:
        raise Refused(_("Berkas bukti itu tidak ada."), status=404)
    image = found.kind == "image"
    with (found.shown if image else found.original).open("rb") as kept:
        body = SEAL.open(kept.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"bukti-{found.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer
