import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.outcomes.decisions import queries
from dampingi.outcomes.decisions.views.whole import LOOKERS
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.papers.actions import print_paper
from dampingi.outcomes.papers.models import Paper


@require_GET
@requires(Permission.VIEW_EVALUATION)
def letter_pdf(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """The letter, for the mentor and for whoever sees the whole determination."""
    given = queries.own_decision(request.actor, subject_id) or queries.signed_decision(
        request.actor, subject_id
    )
    if given is None:
        raise Refused(_("Surat itu belum ada, atau bukan untuk Anda."), status=404)
    return _file(queries.paper(Paper.Kind.DECISION, given.id), "surat-keputusan")


@require_GET
@requires(*LOOKERS)
def minutes_pdf(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    found = queries.determination(request.actor, determination_id)
    return _file(queries.paper(Paper.Kind.MINUTES, found.id), "berita-acara")


@require_GET
@requires(*LOOKERS)
def decree_pdf(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    found = queries.determination(request.actor, determination_id)
    return _file(queries.paper(Paper.Kind.DECREE, found.id), "sk-penetapan")


def _file(paper: Paper | None, name: str) -> FileResponse:
    if paper is None:
        raise Refused(_("Dokumennya belum terbit."), status=404)
    return attached(print_paper(paper=paper), name)
