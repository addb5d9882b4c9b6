import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.insight.pilots.queries import choice
from dampingi.outcomes.papers import pacts, pilots
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.views.answering import pdf
from dampingi.outcomes.papers.wordfile import word_file
from dampingi.records.pacts import queries

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pdf(Permission.VIEW_COOPERATIVES)
def pilot_decree(actor: Actor, pilot_choice_id: uuid.UUID) -> Draft:
    """The decree on pilot cooperatives."""
    return pilots.draft(choice(actor, pilot_choice_id))


@pdf(Permission.VIEW_PARTNERS)
def pact(actor: Actor, pact_id: uuid.UUID) -> Draft:
    """The text of an agreement that was cleared for signature."""
    return pacts.draft(queries.pact_of(queries.pacts(actor), pact_id))


@require_GET
@requires(Permission.VIEW_PARTNERS)
def pact_words(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    """The same text as a Word file, in whatever state, for whoever edits it."""
    found = queries.pact_of(queries.pacts(request.actor).select_related("under"), pact_id)
    answer = HttpResponse(word_file(pacts.lines_of(pacts.text_of(found))), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="perjanjian-versi-{found.version}.docx"'
    return answer
