"""Who may take a participant over: a mentor on duty of the kelurahan whose place it is, or of where the business is now."""

from collections.abc import Sequence
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import names
from dampingi.records.programmes.models import Enrolment, Mentor, Programme
from dampingi.records.programmes.queries import own_places


def allowed_of(enrolments: Sequence[Enrolment], mentors: Sequence[Mentor]) -> dict[Enrolment, list[Mentor]]:
    now_at = own_places(enrolments)
    by_places: dict[tuple[str, ...], list[Mentor]] = {}
    found = {}
    for each in enrolments:
        places = (each.region, *now_at.get(each.id, ()))
        if places not in by_places:
            by_places[places] = [m for m in mentors if any(contains(m.region, p) for p in places)]
        found[each] = by_places[places]
    return found


def receivers(actor: Actor, programme: Programme, regions: Sequence[str]) -> list[Mentor]:
    """Mentors on duty who may take over a participant of one of the regions, nearest level first."""
    on_duty = Mentor.objects.for_actor(actor, Permission.MANAGE_MENTORS).filter(
        programme=programme, ended_on=None
    )
    found = [m for m in on_duty.order_by("region", "name") if any(contains(m.region, r) for r in regions)]
    called = names(m.region for m in found)
    for mentor in found:
        mentor.place = called.get(mentor.region, mentor.region)
    return sorted(found, key=lambda m: -depth(m.region))


def places_in(rows: Any) -> list[str]:
    """Every place in which a participant of these rows may be taken over: their kelurahan, and where their business is."""
    own = rows.order_by().filter(business_until=None).exclude(business=None)
    both = {
        *rows.order_by().values_list("region", flat=True).distinct(),
        *own.values_list("business__region", flat=True),
    }
    return sorted(both)
