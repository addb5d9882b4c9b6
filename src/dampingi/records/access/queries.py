import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.access.models import AccessCode, Device, Entry
from dampingi.records.programmes.models import Enrolment, Mentor

MANY = 3
"""A family may share a phone; from three participants on, one browser looks like somebody collecting codes."""


def live_codes_by_phone(phone: str):
    """Codes that people with this number hold, with the participant and their account. '' finds none."""
    found = AccessCode.objects.unscoped("before anyone is logged in").filter(
        ended_at=None, enrolment__person__phone=phone, enrolment__person__archived_at=None, enrolment__exited_on=None
    )  # fmt: skip
    return (found if phone else found.none()).select_related(
        "enrolment__person__user", "enrolment__programme"
    )


def code_holders(actor: Actor):
    """The participants an office makes codes for, each with what is known of their live code: made_at, used_at, locked, expired."""
    live = AccessCode.objects.unscoped("of participants whose reach is checked")
    live = live.filter(enrolment=OuterRef("pk"), ended_at=None)
    told = {
        f"code_{name}": Subquery(live.values(name)[:1])
        for name in ("made_at", "used_at", "locked_at", "expires_at", "way")
    }
    rows = Enrolment.objects.for_actor(actor, Permission.ISSUE_CODES).filter(exited_on=None)
    return rows.select_related("person__user").annotate(**told)


def in_state(state: str) -> Q:
    """One of none, locked, expired, used, unused; each participant is in exactly one."""
    now, has = timezone.now(), Q(code_made_at__isnull=False)
    open_ = has & Q(code_locked_at=None, code_expires_at__gt=now)
    return {
        "none": ~has,
        "locked": has & Q(code_locked_at__isnull=False),
        "expired": has & Q(code_locked_at=None, code_expires_at__lte=now),
        "used": open_ & Q(code_used_at__isnull=False),
        "unused": open_ & Q(code_used_at=None),
    }[state]


def state_of(row: Any) -> str:
    """The same of one row of `code_holders`."""
    if row.code_made_at is None:
        return "none"
    if row.code_locked_at:
        return "locked"
    if row.code_expires_at <= timezone.now():
        return "expired"
    return "used" if row.code_used_at else "unused"


def sharing(numbers: Iterable[str]) -> dict[str, int]:
    """phone -> how many participants have it on record."""
    rows = Enrolment.objects.unscoped("only how many share a number").filter(exited_on=None)
    counted = rows.filter(person__phone__in=list(numbers)).order_by().values("person__phone")
    return dict(counted.annotate(n=Count("id")).values_list("person__phone", "n"))


def shared_phones():
    rows = Enrolment.objects.unscoped("only numbers that repeat").filter(exited_on=None)
    counted = rows.exclude(person__phone="").order_by().values("person__phone").annotate(n=Count("id"))
    return counted.filter(n__gt=1).values("person__phone")


def phones_of_mentors() -> set[str]:
    """Numbers by which a mentor is known: a code sent there would reach the mentor."""
    serving = Mentor.objects.unscoped("only their phone numbers").filter(ended_on=None)
    known = serving.values_list("user__login", "user__person__phone")
    return {number for login, phone in known for number in (_as_phone(login), phone) if number}


def _as_phone(login: str) -> str:
    """A login that is a phone number, in E.164; '' for any other."""
    found = phones(login) if "@" not in login else None
    return found[0] if isinstance(found, tuple) else ""


def participants_of(device: Device) -> set[uuid.UUID]:
    return set(Entry.objects.filter(device=device).values_list("code__enrolment", flat=True))


def crowded_devices(actor: Actor) -> list[Device]:
    """Browsers that opened the pages of many participants in the actor's reach, the most crowded first; each with `people`."""
    reached = AccessCode.objects.for_actor(actor, Permission.ISSUE_CODES)
    entries: dict[str, Any] = {"entries__code__in": reached}
    counted = Device.objects.filter(**entries).annotate(
        people=Count("entries__code__enrolment", distinct=True)
    )
    return list(counted.filter(people__gte=MANY).order_by("-people", "first_at", "id"))


def opened_by(device: str):
    """Codes that were typed in one browser."""
    return Entry.objects.filter(device=device).values("code__enrolment")
