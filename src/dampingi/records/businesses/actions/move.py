import datetime
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import exists, name_of
from dampingi.foundation.revisions.actions import change
from dampingi.records.businesses.actions.held import living, must_have_come, must_say_why
from dampingi.records.businesses.followers import tell
from dampingi.records.businesses.models import Business, Channel, Closure, Constraint

KELURAHAN = 4


@transaction.atomic
def move_business(
    *, by: Actor, business: uuid.UUID, region: str, address: str, on: datetime.date, reason: str
) -> Business:
    """The business now works elsewhere. Beyond the mover's reach it is handed over to the office there."""
    record = living(by, business)
    reason = must_say_why(reason)
    must_have_come(on, record)
    if Closure.objects.unscoped("of a business in hand").filter(business=record, reopened_on=None).exists():
        raise Conflict(_("Usaha ini tercatat tutup. Catat dahulu bahwa usaha ini buka kembali."))
    if depth(region) != KELURAHAN or not exists(region):
        raise Refused(_("Pilih kelurahan atau desa tempat usaha itu sekarang."))
    values = {"region": region, "address": address} | _no_position(record)
    left = record.region
    changes = change(by=by, record=record, kind="business", values=values, act="move", reason=reason, on=on)
    if not changes.keys() & {"region", "address"}:
        raise Refused(_("Wilayah dan alamatnya masih sama. Isi tempat usaha yang baru."))
    open_now = Constraint.objects.unscoped("of a business in hand").filter(business=record, resolved_on=None)
    open_now.update(region=region)
    Channel.objects.unscoped("of a business in hand").filter(business=record, until=None).update(
        region=region
    )
    _tell(by, record, left, reason)
    tell(by, record, changes, on)
    return record


def _no_position(record: Business) -> dict[str, None]:
    """The position on record is that of the place it left; the history keeps it."""
    return {"latitude": None, "longitude": None} if record.latitude is not None else {}


def _tell(by: Actor, record: Business, left: str, reason: str) -> None:
    for region in dict.fromkeys((left, record.region)):  # a line in the trail of either place
        record_event(
            by=by,
            action="move_business",
            subject=("business", record.id),
            region=region,
            reason=reason,
            detail={"from": left, "to": record.region},
        )
    if not by.may(Permission.EDIT_BUSINESSES, region=record.region):
        _hand_over(record, left)


def _hand_over(record: Business, left: str) -> None:
    today = timezone.localdate()
    places = [ancestor(record.region, d) for d in range(KELURAHAN, 0, -1)]
    offices = [user.id for place in places for user in users_with(Role.OFFICE, region=place, on=today)]
    notify(
        users=offices,
        text=gettext_noop("%(name)s pindah dari %(from)s dan sekarang usaha di wilayah Anda."),
        values={"name": record.name or _("Sebuah usaha"), "from": name_of(ancestor(left, 2))},
        url=reverse("business", args=[record.id]),
    )
