import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.outcomes.papers import equipment, grants, subsidies
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.views.answering import pdf
from dampingi.records.equipment.queries import items
from dampingi.records.grants.queries import grants as granted
from dampingi.records.subsidies import queries as subsidised


@pdf(Permission.VIEW_LOANS)
def loan_decree(actor: Actor, loan_decree_id: uuid.UUID) -> Draft:
    """The mayor's decree over loans: to sign once the head cleared it, and as it was enacted."""
    return subsidies.decree_draft(subsidised.decree(actor, loan_decree_id))


@pdf(Permission.ANSWER_FOR_BANK)
def loan_extract(actor: Actor, loan_decree_id: uuid.UUID, partner_id: uuid.UUID) -> Draft:
    """The enacted decree for a bank it concerns, with its own loans only."""
    return subsidies.extract_draft(*subsidised.decree_of_bank(actor, loan_decree_id, partner_id))


@pdf(*subsidised.SEE)
def reconciliation(actor: Actor, reconciliation_id: uuid.UUID) -> Draft:
    """A month's agreed minutes with a bank; for both sides."""
    return subsidies.minutes_draft(subsidised.reconciliation(actor, reconciliation_id))


@pdf(Permission.MANAGE_EQUIPMENT, Permission.APPROVE_EQUIPMENT, Permission.SEE_AUDIT)
def equipment_decree(actor: Actor, equipment_decree_id: uuid.UUID) -> Draft:
    """The decree that names who receives which equipment."""
    return equipment.decree_draft(items.decree(actor, equipment_decree_id))


@pdf(Permission.VIEW_EQUIPMENT)
def equipment_handover(actor: Actor, equipment_award_id: uuid.UUID) -> Draft:
    """What changed hands, for both to sign."""
    given = getattr(items.item(actor, equipment_award_id), "handover", None)
    if given is None:
        raise Refused(_("Berita acara terbit setelah serah terima dicatat."), status=404)
    return equipment.handover_draft(items.handover(actor, given.id))


@pdf(Permission.VIEW_GRANTS)
def grant_agreement(actor: Actor, grant_agreement_id: uuid.UUID) -> Draft:
    """What was agreed with a recipient, for both to sign."""
    return grants.draft(granted.agreement(actor, grant_agreement_id))
