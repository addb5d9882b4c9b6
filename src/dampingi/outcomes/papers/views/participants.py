import uuid

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.outcomes.papers import certificates
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.views.answering import pdf
from dampingi.records.honours.queries.nominations import nomination
from dampingi.records.learning.queries.curricula import completion


@pdf(Permission.VIEW_PARTICIPANTS)
def training_certificate(actor: Actor, completion_id: uuid.UUID) -> Draft:
    """A participant who attended enough of a curriculum: their certificate."""
    return certificates.training_draft(completion(actor, completion_id))


@pdf(Permission.NOMINATE, Permission.CHOOSE_HONOURS, Permission.VERIFY_BUSINESSES, Permission.VIEW_DASHBOARD)
def honour(actor: Actor, nomination_id: uuid.UUID) -> Draft:
    """The certificate of a chosen participant."""
    return certificates.honour_draft(nomination(actor, nomination_id).nomination)
