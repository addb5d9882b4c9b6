import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Denied
from dampingi.records.meetings.models import CalendarAddress


@transaction.atomic
def renew_address(*, by: Actor) -> str:
    """A new secret address for one's own calendar; the one before ends. Returns the secret, which is told this once."""
    if by.user_id is None:
        raise Denied(_("Kalender ini hanya untuk pemiliknya."))
    token = secrets.token_urlsafe(24)
    CalendarAddress.objects.update_or_create(
        user_id=by.user_id, defaults={"hash": token_hash(token), "made_at": timezone.now(), "read_at": None}
    )
    record_event(by=by, action="renew_calendar_address", subject=("user", by.user_id))
    return token


def token_hash(token: str) -> str:
    """The secret has 192 bits of chance: a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
