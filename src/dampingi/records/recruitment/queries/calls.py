import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.programmes.rosters import today_in
from dampingi.records.recruitment.models import Call, Examiner

EXAMINING = (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.PANEL)


def calls(actor: Actor):
    """Those of the actor's region, and those they examine in or answer objections of."""
    managed = Call.objects.for_actor(actor, Permission.MANAGE_MENTORS)
    if actor.system:
        return managed.select_related("programme", "declaration")
    rows = managed | Call.objects.for_actor(actor, Permission.EXAMINE_APPLICANTS)
    rows |= Call.objects.for_actor(actor, Permission.ANSWER_OBJECTIONS)
    return rows.select_related("programme", "declaration")


def call_of(found, id: uuid.UUID) -> Call:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Lowongan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def still_open(call: Call) -> bool:
    return call.opened_at is not None and call.opens_on <= today_in(call.region) <= call.closes_on


def open_calls() -> list[Call]:
    """For everyone: those that take applications today, the soonest to close first."""
    today = timezone.localdate()
    rows = Call.objects.unscoped("published for everyone").exclude(opened_at=None)
    near = rows.filter(opens_on__lte=today, closes_on__gte=today).order_by("closes_on", "title")
    return [c for c in near.select_related("programme", "declaration") if still_open(c)]


def public_call(id: uuid.UUID) -> Call:
    """A call that was opened, also after it closed."""
    rows = Call.objects.unscoped("published for everyone").exclude(opened_at=None)
    found = (
        rows.filter(id=id, opens_on__lte=timezone.localdate())
        .select_related("programme", "declaration")
        .first()
    )
    if found is None:
        raise Refused(_("Lowongan itu tidak ada, atau belum dibuka."), status=404)
    return found


def may_examine(call: Call) -> list[User]:
    """Active people whose role lets them examine and whose region holds the call's or lies in it, by name."""
    held = Assignment.objects.on(today_in(call.region)).filter(role__in=EXAMINING, user__is_active=True)
    near = [
        a.user
        for a in held.select_related("user")
        if contains(a.region, call.region) or contains(call.region, a.region)
    ]
    return sorted({u.id: u for u in near}.values(), key=lambda u: (u.name, str(u.id)))


def examiner_of(actor: Actor, call: Call) -> Examiner | None:
    return Examiner.objects.filter(call=call, user=actor.user_id).first() if actor.user_id else None
