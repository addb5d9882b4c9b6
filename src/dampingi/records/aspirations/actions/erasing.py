"""Name and phone of who asked go some time after the answer; what was asked, and every count, stays."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.aspirations.queries.reading import standing

BY = Actor.for_system("retention of aspirations")
MONTH = datetime.timedelta(days=365.25 / 12)
ADDRESS_KEPT = datetime.timedelta(days=2)
AT_ONCE = 500


def erase_due(now: datetime.datetime | None = None) -> int:
    """Returns how many lost their contact. Several workers may do it side by side."""
    moment, rules = now or timezone.now(), load("aspiration_rules")
    answered = moment - rules["contacts_kept_months"] * MONTH
    asked = moment - rules["unanswered_kept_months"] * MONTH
    rows = Aspiration.objects.unscoped("retention")
    rows.filter(at__lt=moment - ADDRESS_KEPT).exclude(sent_from="").update(sent_from="")
    due = standing(rows).filter(~Q(name="") | ~Q(phone=""))
    due = due.filter(Q(replied_at__lt=answered) | Q(replied_at=None, at__lt=asked))
    return sum(_erase_due(id, moment) for id in list(due.values_list("id", flat=True)[:AT_ONCE]))


@transaction.atomic
def _erase_due(id: uuid.UUID, moment: datetime.datetime) -> bool:
    rows = Aspiration.objects.unscoped("retention").select_for_update(of=("self",))
    row = rows.filter(~Q(name="") | ~Q(phone=""), id=id).first()
    if row is None:
        return False
    _erase(BY, row, moment)
    return True


@transaction.atomic
def erase_contact(*, by: Actor, aspiration: uuid.UUID, reason: str) -> Aspiration:
    """Before its time, because who asked wishes it."""
    row = held(by, aspiration)
    if not (row.name or row.phone):
        raise Conflict(_("Aspirasi ini tidak memuat nama atau nomor."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa nama dan nomornya dihapus."))
    _erase(by, row, timezone.now(), reason.strip()[:300])
    return row


def _erase(by: Actor, row: Aspiration, moment: datetime.datetime, reason: str = "") -> None:
    row.name, row.phone, row.erased_at = "", "", moment
    row.save(update_fields=["name", "phone", "erased_at"])
    record(by, "erase_aspiration_contact", row, reason=reason)
