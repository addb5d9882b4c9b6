"""Phones and addresses are shown to those who need them for their work; others see that they are on record."""

import uuid
from collections.abc import Iterable

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Person

HIDDEN = "•"


def reachable(actor: Actor, persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the persons whose phone and address the actor may read."""
    found = Person.objects.for_actor(actor, Permission.VIEW_CONTACTS).filter(id__in=list(persons))
    return set(found.values_list("id", flat=True))


def masked_phone(phone: str) -> str:
    """The last two digits, enough to tell two numbers apart on the phone: +62 ••• ••90."""
    return f"{phone[:3]} {HIDDEN * 3} {HIDDEN * 2}{phone[-2:]}" if len(phone) > 6 else HIDDEN * len(phone)


def spoken_phone(phone: str) -> str:
    """E.164 as people here write it: 0812-3456-7890."""
    local = "0" + phone.removeprefix("+62") if phone.startswith("+62") else phone
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)


def whatsapp_address(phone: str) -> str:
    return f"https://wa.me/{phone.lstrip('+')}" if phone.startswith("+") else ""
