"""A link that answers one invitation without an account. It is signed; raising `Invitee.link` ends those sent so far."""

import uuid

from django.core import signing
from django.urls import reverse

from dampingi.records.meetings.models import Invitee

_SALT = "dampingi.meetings.invitation"


def invitation_address(invitee: Invitee) -> str:
    token = signing.dumps([invitee.id.hex, invitee.link], salt=_SALT)
    return reverse("meeting_invitation", args=[token])


def invited(token: str) -> Invitee | None:
    """Whose link it is, while it holds."""
    try:
        id, version = signing.loads(token, salt=_SALT)
        id = uuid.UUID(id)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitee.objects.unscoped("the link is the reach").filter(
        id=id, link=version, removed_at=None, user__is_active=True
    )
    return found.select_related("meeting__room", "meeting__called_by", "user").first()
