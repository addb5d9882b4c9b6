import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.insight.targets.models import Proposal, State
from dampingi.insight.targets.reading import Question

SEE = Permission.VIEW_DASHBOARD


def proposals(actor: Actor) -> Any:
    return Proposal.objects.for_actor(actor, SEE).select_related("programme")


def proposal(actor: Actor, id: uuid.UUID) -> Proposal:
    found = proposals(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Usulan target itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def proposals_of(asked: Question, indicator: str) -> list[Proposal]:
    """The newest first, of one indicator, place and period."""
    rows = proposals(asked.actor).filter(programme=asked.programme, region=asked.region, period=asked.code)
    return list(rows.filter(indicator=indicator).order_by("-at", "-number"))


def waiting(actor: Actor, programme: Any) -> list[Proposal]:
    return list(proposals(actor).filter(programme=programme, state=State.WAITING).order_by("at", "indicator"))


def holds(found: Proposal) -> bool:
    """Whether what is stored is still what was frozen."""
    return digest(found.body) == found.hash
