"""Asking for looks: what the office wants seen, as one of the changes of many businesses at once."""

import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import keep_many
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.actions.bulk import Bulk
from dampingi.records.businesses.models import Business
from dampingi.records.verification.models import LookRequest
from dampingi.records.verification.queries import open_requests

KIND = "look_request"


def request_looks(by: Actor, bulk: Bulk, origin: Origin, records: list[Business]) -> int:
    """Those in the register that nobody is asked to look at yet; the records are locked and within reach."""
    asked = set(
        open_requests().filter(business__in=[r.id for r in records]).values_list("business", flat=True)
    )
    made = [
        LookRequest(business=r, note=bulk.reason.strip(), by=by.user_id, by_name=by.name)
        for r in records
        if r.archived_at is None and r.id not in asked
    ]
    insert_objects(made)
    told = {m.id: {"business": [None, str(m.business_id)]} for m in made}
    keep_many(by=by, kind=KIND, changes=told, origin=origin, act="ask")
    return len(made)


def withdraw_requests(by: Actor, asked: Sequence[Revision]) -> list[tuple[uuid.UUID, str]]:
    """Take requests back; returns those that were answered meanwhile."""
    ids = [r.subject_id for r in asked]
    still = set(open_requests().filter(id__in=ids).values_list("id", flat=True))
    LookRequest.objects.unscoped("asked by the actor's own batch").filter(id__in=still).update(
        withdrawn_at=timezone.now()
    )
    rest = LookRequest.objects.unscoped("asked by the actor's own batch").filter(id__in=set(ids) - still)
    return [(business, _("sudah dilihat")) for business in rest.values_list("business", flat=True)]
