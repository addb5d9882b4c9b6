import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import change
from dampingi.records.businesses.actions.held import living, must_have_come, must_say_why
from dampingi.records.businesses.actions.register import register_persons
from dampingi.records.businesses.followers import tell
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.queries import person


@transaction.atomic
def change_owner(
    *,
    by: Actor,
    business: uuid.UUID,
    on: datetime.date,
    reason: str,
    owner_id: uuid.UUID | None = None,
    owner: PersonIntake | None = None,
) -> Business:
    """The business belongs to someone else from that day: a person on record (`owner_id`) or a new one (`owner`).

    The former owner's own number goes with them; a number of the business's own stays.
    """
    record = living(by, business)
    reason = must_say_why(reason)
    must_have_come(on, record)
    origin = open_origin(by=by, door=Origin.Door.PAGE, reference="owner")
    if owner:
        owner_id = register_persons(by=by, origin=origin, rows=[owner])[0]
    elif owner_id is None:
        raise Refused(_("Pilih pemilik barunya, atau isi namanya."))
    elif person(by, owner_id).archived_at:
        raise Conflict(_("Orang itu diarsipkan dan tidak dapat menjadi pemilik. Pilih orang lain."))
    values = {"owner_id": owner_id} | (_numbers_left(record) if owner_id != record.owner_id else {})
    changes = change(
        by=by, record=record, kind="business", values=values, act="change_owner", reason=reason,
        on=on, origin=origin,
    )  # fmt: skip
    if not changes:
        raise Refused(_("Orang itu sudah menjadi pemiliknya. Pilih orang lain."))
    record_event(
        by=by, action="change_owner", subject=("business", record.id), region=record.region, reason=reason
    )
    tell(by, record, changes, on)
    return record


def _numbers_left(record: Business) -> dict[str, str]:
    left = [n for n in (record.phone, record.other_phone) if n != record.owner.phone]
    return dict(zip(("phone", "other_phone"), [*left, "", ""], strict=False))
