import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.actions import change
from dampingi.records.businesses.actions.held import held
from dampingi.records.businesses.models import Business, Person


@transaction.atomic
def archive_business(*, by: Actor, business: uuid.UUID, reason: str) -> Business:
    """Take a business out of the lists; everything about it stays and can be restored."""
    if not reason.strip():
        raise Refused(_("Tulis alasan mengarsipkan usaha ini."))
    return _set(by, business, timezone.now(), "archive", reason)


@transaction.atomic
def restore_business(*, by: Actor, business: uuid.UUID, reason: str) -> Business:
    """Put it back into the lists as it was."""
    return _set(by, business, None, "restore", reason)


def _set(by: Actor, business: uuid.UUID, at: datetime.datetime | None, act: str, reason: str) -> Business:
    record = held(Business, by, business)
    if bool(record.archived_at) == bool(at):
        raise Conflict(_("Usaha ini sudah diarsipkan.") if at else _("Usaha ini tidak diarsipkan."))
    change(by=by, record=record, kind="business", values={"archived_at": at}, act=act, reason=reason.strip())
    record_event(
        by=by, action=f"{act}_business", subject=("business", record.id), region=record.region, reason=reason.strip()
    )  # fmt: skip
    return record


@transaction.atomic
def archive_untouched(
    *, by: Actor, businesses: Iterable[uuid.UUID], persons: Iterable[uuid.UUID], origin: uuid.UUID
) -> int:
    """Undo a batch: archive what came with it. The caller has left out what was changed or used since."""
    now, count = timezone.now(), 0
    for model, ids in ((Business, list(businesses)), (Person, list(persons))):
        for start in range(0, len(ids), 500):
            rows = model.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(
                id__in=ids[start : start + 500], archived_at=None
            )
            count += rows.update(archived_at=now)
    record_event(by=by, action="archive_batch", subject=("origin", origin), detail={"rows": count})
    return count
