import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.businesses.queries import regions_of
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor


@transaction.atomic
def assign_caseloads(
    *, by: Actor, pairs: Sequence[tuple[Mentor, Enrolment]], on: datetime.date, note: str = ""
) -> list[Caseload]:
    """Hand participants to mentors from a day on; whoever accompanied them before does so until that day.

    The mentor is one of the participant's kelurahan, or of where their business is now.
    """
    ended = _ended({m.id for m, _e in pairs})
    now_at = _businesses_at([e for m, e in pairs if not contains(m.region, e.region)])
    for mentor, enrolment in pairs:
        if mentor.id in ended and ended[mentor.id] <= on:
            raise Refused(_("%(name)s sudah berhenti. Pilih pendamping lain.") % {"name": mentor.name})
        if not any(
            contains(mentor.region, place) for place in (enrolment.region, *now_at.get(enrolment.id, ()))
        ):
            raise Refused(_("%(name)s diangkat untuk wilayah lain.") % {"name": mentor.name})
        if enrolment.exited_on:
            raise Refused(_("Ada peserta yang sudah berhenti. Muat ulang daftarnya."))
    for region in {m.region for m, _e in pairs}:
        by.require(Permission.MANAGE_MENTORS, region=region)
    ids = [e.id for _m, e in pairs]
    for start in range(0, len(ids), 500):
        Caseload.objects.filter(enrolment__in=ids[start : start + 500], ends_on=None).update(ends_on=on)
    made = [Caseload(mentor=m, enrolment=e, starts_on=on, note=note) for m, e in pairs]
    Caseload.objects.bulk_create(made, batch_size=1000)
    record_event(
        by=by, action="assign_caseloads", subject=("caseload", made[0].id if made else ""),
        programme=pairs[0][0].programme_id if pairs else None, detail={"rows": len(made)},
        values=[(str(c.mentor_id), str(c.enrolment_id)) for c in made],
    )  # fmt: skip
    return made


def _ended(mentors: set[uuid.UUID]) -> dict[uuid.UUID, datetime.date]:
    """When each ended, as stored now: the caller's rows may be older than that."""
    rows = Mentor.objects.unscoped("mentors in hand").filter(id__in=mentors, ended_on__isnull=False)
    return dict(rows.values_list("id", "ended_on"))


def _businesses_at(enrolments: list[Enrolment]) -> dict[uuid.UUID, tuple[str, ...]]:
    """enrolment -> where the participant's own business is today."""
    own = {e.id: e.business_id for e in enrolments if e.business_id and e.business_until is None}
    places = regions_of(list(own.values()))
    return {id: (places[business],) for id, business in own.items() if business in places}
