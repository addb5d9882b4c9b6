import uuid

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in
from dampingi.foundation.errors import Refused
from dampingi.insight.closings.queries import closing as closing_of
from dampingi.insight.rounds.queries import minutes as round_minutes_of
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.papers import closings, meetings, rounds
from dampingi.outcomes.papers.actions import print_paper
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.views.answering import answer, pdf
from dampingi.records.meetings.queries import may_manage, meeting


@require_GET
@for_anyone_logged_in
def invitation(request: HttpRequest, meeting_id: uuid.UUID) -> FileResponse:
    """The letter that asks to a meeting: numbered by who calls it, read by who is asked."""
    found = meeting(request.actor, meeting_id)
    if may_manage(request.actor, found):
        return answer(meetings.invitation_draft(found))
    kept = Paper.objects.unscoped("of a meeting the actor reads").filter(
        kind=Paper.Kind.INVITATION, subject=found.id, version=found.sequence + 1
    )
    if (paper := kept.first()) is None:
        raise Refused(_("Surat undangannya belum terbit. Minta dinas menerbitkannya."), status=404)
    return attached(print_paper(paper=paper), meetings.INVITATION)


@pdf()
def notes(actor: Actor, meeting_id: uuid.UUID) -> Draft:
    """The approved minutes of a meeting."""
    return meetings.notes_draft(meeting(actor, meeting_id))


@pdf(Permission.VIEW_MEETINGS)
def closing(actor: Actor, closing_id: uuid.UUID) -> Draft:
    """The approved minutes that close a kecamatan's mentoring."""
    return closings.draft(closing_of(actor, closing_id))


@pdf(Permission.VIEW_ROUNDS)
def round_minutes(actor: Actor, round_minutes_id: uuid.UUID) -> Draft:
    """The approved minutes of a monitoring round."""
    return rounds.draft(round_minutes_of(actor, round_minutes_id))
