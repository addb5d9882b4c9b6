import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.recruitment.models import Applicant


def applicants(actor: Actor, permission: Permission):
    """Handed in or decided; a draft is its applicant's alone."""
    rows = Applicant.objects.for_actor(actor, permission).exclude(state=Applicant.State.DRAFT)
    return rows.select_related("call", "declaration")


def applicant_of(found, id: uuid.UUID) -> Applicant:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Lamaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def seen(actor: Actor, id: uuid.UUID) -> Applicant:
    """By whoever manages mentors there or examines in its call."""
    for permission in (Permission.MANAGE_MENTORS, Permission.EXAMINE_APPLICANTS):
        found = applicants(actor, permission).filter(id=id).first()
        if found:
            return found
    return applicant_of(Applicant.objects.unscoped("nothing").none(), id)


def own_application(id: str) -> Applicant | None:
    """The one this browser holds the key to."""
    try:
        key = uuid.UUID(id)
    except ValueError:
        return None
    rows = Applicant.objects.unscoped("the key is in the session").filter(id=key, redacted_at=None)
    return rows.select_related("call__declaration", "call__programme").first()
