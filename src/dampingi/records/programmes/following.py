"""What becomes of a participation when the participant's business moves or changes hands.

The participation stays with the person and is counted in the kelurahan whose place it is. A business that is somebody else's leaves it on that
day; one that moved may be handed to a mentor of the place where it is now.
"""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.queries import name_of
from dampingi.records.businesses.models import Business
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import mentors_of

WHY = "participants whose business was changed"
MOVED = gettext_noop(
    "Usaha peserta %(name)s pindah ke %(place)s. Pendampingnya tetap sama sampai diserahkan kepada pendamping di sana."
)
PARTED = gettext_noop(
    "Usaha peserta %(name)s berganti pemilik. Pesertanya tetap %(name)s, tanpa usaha itu; berhentikan bila ia tidak berusaha lagi."
)


def follow_business(by: Actor, business: Business, before: Mapping[str, Any], on: datetime.date) -> None:
    taking_part = Enrolment.objects.unscoped(WHY).filter(business=business, exited_on=None)
    held = list(taking_part.select_for_update(of=("self",)).select_related("person", "programme"))
    for enrolment in held:
        if "owner_id" in before:
            _change_hands(by, enrolment, business, before["owner_id"], on)
        if "region" in before and enrolment.business_until is None:
            _tell(by, enrolment, MOVED, {"place": name_of(business.region)}, on)


def _change_hands(
    by: Actor, enrolment: Enrolment, business: Business, earlier: str, on: datetime.date
) -> None:
    if enrolment.person_id == business.owner_id:
        _part(by, enrolment, None)
    elif str(enrolment.person_id) == str(earlier) and enrolment.business_until is None:
        _part(by, enrolment, max(on, enrolment.enrolled_on))
        _tell(by, enrolment, PARTED, {}, on)


def _part(by: Actor, enrolment: Enrolment, on: datetime.date | None) -> None:
    if enrolment.business_until == on:
        return
    enrolment.business_until = on
    enrolment.save(update_fields=["business_until"])
    record_event(
        by=by,
        action="part_business",
        subject=("enrolment", enrolment.id),
        region=enrolment.region,
        programme=enrolment.programme_id,
        detail={"business": str(enrolment.business_id), "until": on.isoformat() if on else ""},
    )


def _tell(by: Actor, enrolment: Enrolment, text: str, values: dict[str, str], on: datetime.date) -> None:
    """The programme's office, and whoever accompanies the participant."""
    mentor = mentors_of([enrolment.id], on=on).get(enrolment.id)
    told: set[uuid.UUID] = {
        u.id for u in users_with(Role.OFFICE, region=enrolment.programme.region, on=on)
    } | ({mentor.user_id} if mentor else set())
    notify(
        users=told - {by.user_id},
        text=text,
        values=values | {"name": enrolment.person.name},
        url=reverse("participant", args=[enrolment.id]),
    )
