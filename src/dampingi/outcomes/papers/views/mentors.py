import uuid

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.insight.agreements.queries import agreement_of
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.papers import agreements, certificates, reports
from dampingi.outcomes.papers.actions import print_paper
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.views.answering import pdf
from dampingi.records.mentoring.queries.reports import report
from dampingi.records.programmes.queries import mentor as mentor_of
from dampingi.records.tot.queries import trainee_of


@pdf(Permission.VIEW_MONTHLY_REPORTS)
def monthly_report(actor: Actor, report_id: uuid.UUID) -> Draft:
    """The official form of an approved report."""
    return reports.draft(report(actor, report_id))


@require_GET
@requires(Permission.VIEW_MENTORS)
def assignment(request: HttpRequest, mentor_id: uuid.UUID) -> FileResponse:
    """A mentor's appointment letter: only the office issues it."""
    mentor = mentor_of(request.actor, mentor_id)
    letters = Paper.objects.unscoped("of a mentor in reach").filter(kind=Paper.Kind.ASSIGNMENT)
    kept = letters.filter(subject=mentor.id).first()
    if kept is None:
        raise Refused(
            _("Surat tugas pendamping ini belum terbit. Minta penyelenggara menerbitkannya."), status=404
        )
    return attached(print_paper(paper=kept), "surat-tugas")


@pdf(Permission.VIEW_MENTORS)
def certificate(actor: Actor, trainee_id: uuid.UUID) -> Draft:
    """Who passed TOT: their certificate."""
    return certificates.tot_draft(trainee_of(actor, trainee_id))


@pdf(Permission.VIEW_MENTORS)
def agreement(actor: Actor, agreement_id: uuid.UUID) -> Draft:
    """The signed performance agreement."""
    return agreements.draft(agreement_of(actor, agreement_id))
