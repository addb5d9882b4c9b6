import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.lists import Column, ListOf, respond
from dampingi.insight.evaluation import evidence, queries
from dampingi.insight.evaluation.earlier import frozen_earlier
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Subject
from dampingi.insight.evaluation.objecting import value_words
from dampingi.insight.evaluation.views.overview import frame
from dampingi.insight.evaluation.views.results import computed_one
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_EVALUATION)
def frozen(request: HttpRequest, evaluation_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    """The frozen rows behind a mentor's figures, each a door to an objection while the window is open."""
    evaluation = computed_one(request, evaluation_id)
    subject = queries.subject(request.actor, evaluation, subject_id)
    own = subject.mentor.user_id == request.actor.user_id
    if not own and not queries.sees_all(
        request.actor, evaluation
    ):  # raters read figures, not single participants
        raise Refused(_("Bukti itu tidak ada, atau bukan untuk Anda."), status=404)
    names = evidence.person_names(request.actor, evaluation)
    rows = {row.key: row for row in evidence.people(evaluation, subject, names)}
    made = queries.computation(evaluation)
    found = queries.evidence_about(evaluation, subject, FrozenEvidence.Kind.PARTICIPANT)
    context = frame(request, evaluation) | {
        "subject": subject,
        "own": own,
        "open": own and today_in(evaluation.region) <= made.objections_until,  # type: ignore[union-attr]
        "counted": _counted(evaluation, subject),
        "voices": queries.evidence_about(evaluation, subject, FrozenEvidence.Kind.VOICE).count(),
        "people": len(rows),
        "asks_people": any(c["method"] == "participants" for c in evaluation.instrument.body["criteria"]),
        "earlier": frozen_earlier(evaluation, subject),
    }
    columns = _list(evaluation, subject, names, rows, may_object=context["open"])
    return respond(request, columns, found, "evaluation/evidence.html", context)


def _counted(evaluation: Evaluation, subject: Subject) -> list[dict]:
    ids = dict(
        queries.evidence_about(evaluation, subject, FrozenEvidence.Kind.COUNT).values_list("key", "id")
    )
    return [{"row": row, "id": ids[row.key]} for row in evidence.counted(evaluation, subject)]


def _list(
    evaluation: Evaluation, subject: Subject, names: dict, rows: dict[str, evidence.Row], *, may_object: bool
) -> ListOf:
    criteria = [(key, name) for key, name, _v in next(iter(rows.values())).values] if rows else []

    def door(row: FrozenEvidence) -> str | None:
        if may_object:
            return reverse("evaluation_objection", args=[evaluation.id, subject.id]) + f"?baris={row.id}"
        return reverse("participant", args=[names[row.key][0]]) if row.key in names else None

    def value(key: str):
        return lambda row: _of(rows.get(row.key), key)

    return ListOf(
        name="bukti-peserta",
        noun=gettext_lazy("peserta"),
        columns=(
            Column(
                "name",
                gettext_lazy("Peserta"),
                lambda row: evidence.label_of(row.key, names),
                sort=("key",),
                href=door,
                note=lambda row: rows[row.key].note if row.key in rows else "",
            ),
            *(Column(key, name, value(key)) for key, name in criteria),
        ),
        order="name",
        ties=("id",),
        per_page=100,
    )


def _of(row: evidence.Row | None, key: str) -> str:
    return next((value_words(key, v) for k, _n, v in row.values if k == key), "") if row else ""
