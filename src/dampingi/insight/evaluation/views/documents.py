import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.actions.documents import SEAL
from dampingi.insight.evaluation.documents import asked, check_of, checks, mentor_of, with_progress
from dampingi.insight.evaluation.forms import DocumentForm
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.views.overview import frame, may_manage


def _list(evaluation: Evaluation) -> ListOf:
    wanted = len(asked(evaluation))
    told = lambda m: _("%(n)s dari %(all)s diperiksa") % {"n": number(m.looked), "all": number(wanted)}  # noqa: E731
    return ListOf(
        name="dokumen",
        noun=gettext_lazy("pendamping"),
        columns=(
            Column(
                "name", gettext_lazy("Pendamping"), "name", sort=("name",),
                href=lambda m: reverse("evaluation_document", args=[evaluation.id, m.id]),
            ),
            Column("place", gettext_lazy("Wilayah"), "place", sort=("region",)),
            Column(
                "state", gettext_lazy("Keadaan"), lambda m: (State.GOOD if m.looked >= wanted else State.WATCH, told(m)),
                kind="state", sort=("looked",),
            ),
        ),
        order="place",
        ties=("name", "id"),
        filters=(
            Filter(
                "keadaan", gettext_lazy("Keadaan"), lambda: [("belum", _("Belum lengkap")), ("sudah", _("Lengkap"))],
                apply=lambda rows, v: rows.filter(looked__gte=wanted) if v == "sudah" else rows.filter(looked__lt=wanted),
            ),
        ),
        search=("name",),
        search_label=gettext_lazy("Nama pendamping"),
        enrich=_places,
    )  # fmt: skip


def _places(rows: list) -> None:
    known = names(m.region for m in rows)
    for m in rows:
        m.place = known.get(m.region, m.region)


@require_GET
@requires(Permission.MANAGE_EVALUATION)
def documents(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Whose papers were looked for, and whose not yet."""
    evaluation = _managed(request, evaluation_id)
    context = frame(request, evaluation) | {"asked": asked(evaluation)}
    return respond(
        request, _list(evaluation), with_progress(evaluation), "evaluation/documents.html", context
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def document(request: HttpRequest, evaluation_id: uuid.UUID, mentor_id: uuid.UUID) -> HttpResponse:
    """One mentor's papers, one after the other; then the next mentor's."""
    evaluation = _managed(request, evaluation_id)
    mentor = mentor_of(evaluation, mentor_id)
    held = {c.criterion: c for c in checks(evaluation, mentor.id)}
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    forms = [DocumentForm(*given, criterion=c, held=held.get(c["key"])) for c in asked(evaluation)]
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        rows = [row for form in forms if (row := form.intake())]
        told = {"evaluation": evaluation, "mentor": mentor.id, "rows": rows}
        if attempt(forms[0], lambda: (actions.check_documents(by=request.actor, **told), True)[1]):
            messages.success(request, _("Dokumen %(name)s dicatat.") % {"name": mentor.name})
            return _next(evaluation)
    bad = any(form.errors for form in forms)
    context = frame(request, evaluation) | {"mentor": mentor, "forms": forms}
    return render(request, "evaluation/document.html", context, status=422 if bad else 200)


def _next(evaluation: Evaluation) -> HttpResponse:
    left = (
        with_progress(evaluation).filter(looked__lt=len(asked(evaluation))).order_by("region", "name").first()
    )
    return (
        redirect("evaluation_document", evaluation.id, left.id)
        if left
        else redirect("evaluation", evaluation.id)
    )


def _managed(request: HttpRequest, id: uuid.UUID) -> Evaluation:
    evaluation = queries.evaluation(request.actor, id)
    if not may_manage(request, evaluation) or not asked(evaluation):
        raise Refused(_("Penilaian ini tidak meminta dokumen, atau bukan tugas Anda."), status=404)
    return evaluation


@never_cache
@require_GET
@requires(Permission.VIEW_EVALUATION)
def document_copy(request: HttpRequest, evaluation_id: uuid.UUID, check_id: uuid.UUID) -> HttpResponse:
    """The copy of a paper: a photo as drawn anew, a PDF only ever downloaded."""
    found = check_of(request.actor, queries.evaluation(request.actor, evaluation_id), check_id)
    if not found.original:
        raise Refused(_("Dokumen ini tidak disalin."), status=404)
    image = found.kind == "image"
    with (found.shown if image else found.original).open("rb") as kept:
        body = SEAL.open(kept.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"dokumen-{found.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer
