import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.notices.models import Notice


def notify(
    *, users: Iterable[uuid.UUID], text: str, values: dict[str, Any] | None = None, url: str = ""
) -> None:
    """Leave each person a notice. `text` is a source string with %(named)s places, marked with gettext_noop."""
    Notice.objects.bulk_create(Notice(user_id=u, text=text, values=values or {}, url=url) for u in set(users))


def mark_read(*, by: Actor, notices: Iterable[uuid.UUID]) -> int:
    found = Notice.objects.filter(user=by.user_id, id__in=list(notices), read_at=None)
    return found.update(read_at=timezone.now())
