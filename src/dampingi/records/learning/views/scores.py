import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.learning import actions
from dampingi.records.learning import queries as trainings
from dampingi.records.learning.forms import ScoresForm
from dampingi.records.learning.queries import gains as queries
from dampingi.records.learning.scoring import scores_list, told
from dampingi.records.programmes.queries import current_programme

BY = (
    (queries.MODULES, lazy("Modul")),
    (queries.PLACES, lazy("Kecamatan")),
    (queries.SESSIONS, lazy("Pelatihan")),
)


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def gains(request: HttpRequest) -> HttpResponse:
    """What was learnt, by module, kecamatan or session."""
    programme = _programme(request)
    by = request.GET.get("menurut", "")
    by = by if by in dict(BY) else queries.MODULES
    rows = queries.grouped(request.actor, programme, by)
    context = {
        "programme": programme,
        "whole": told(queries.overall(request.actor, programme), {}),
        "rows": [row | {"told": told(row["gain"], row["asked"])} for row in rows],
        "tabs": [{"label": words, "href": f"?menurut={key}", "current": key == by} for key, words in BY],
    }
    return render(request, "learning/gains.html", context)


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def scores(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    rows = queries.scores(request.actor, programme)
    return respond(
        request, scores_list(request.actor, programme), rows, "learning/scores.html", {"programme": programme}
    )


@requires(Permission.MANAGE_INTAKE, Permission.RECORD_VISITS)
@require_http_methods(["GET", "POST"])
def training_scores(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """The tests of those who came, to be typed."""
    found = trainings.training(request.actor, training_id)
    came = list(trainings.attendances_of(request.actor, found).filter(present=True))
    form = ScoresForm(request.POST or None, attendances=came)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: (actions.record_scores(by=request.actor, training=found.id, rows=form.rows()),)
        )
        if done:
            messages.success(request, _("%(n)d nilai tersimpan.") % {"n": done[0]})
            return redirect("training", found.id)
    context = {"training": found, "form": form}
    return render(request, "learning/training_scores.html", context, status=422 if form.errors else 200)


def _programme(request):
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=409)
    return found
