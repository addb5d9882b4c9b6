import datetime
import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Growth
from dampingi.records.mentoring.queries.months import month_before
from dampingi.records.programmes.models import Enrolment, PeriodClosure

OFFERED = 6


def growth(actor: Actor, id: uuid.UUID) -> Growth:
    found = Growth.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(id=id)
    row = found.select_related("enrolment__person").first()
    if row is None:
        raise Refused(_("Catatan perkembangan itu tidak ada, atau di luar dampingan Anda."), status=404)
    return row


def months_to_record(
    enrolment: Enrolment, known: list[Growth], *, today: datetime.date
) -> list[datetime.date]:
    """Months without figures yet that may still be recorded, newest first; at most half a year back."""
    taken = {g.month for g in known}
    closed = set(
        PeriodClosure.objects.filter(programme=enrolment.programme_id).values_list("month", flat=True)
    )
    first = min(taken) if taken else month_before(enrolment.enrolled_on)
    month, found = today.replace(day=1), []
    while month >= first and len(found) < OFFERED:
        if month not in taken and month not in closed:
            found.append(month)
        month = month_before(month)
    return found
