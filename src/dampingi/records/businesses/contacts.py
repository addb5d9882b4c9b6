"""Phones and addresses are shown to those who need them for their work; others see that they are on record."""

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Business, Person

HIDDEN = "•"
_CHUNK = 500


def reachable(actor: Actor, persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the persons whose phone and address the actor may read."""
    return _of(Person, actor, persons)


def reachable_businesses(actor: Actor, businesses: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the businesses whose phone and address the actor may read: their own, or the owner's that stand in for them.

    The business decides, not where its owner lives: whoever verifies a stall must find it.
    """
    return _of(Business, actor, businesses)


def _of(model: Any, actor: Actor, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    open_to, wanted = model.objects.for_actor(actor, Permission.VIEW_CONTACTS), list(set(ids))
    chunks = (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))
    return {id for chunk in chunks for id in open_to.filter(id__in=chunk).values_list("id", flat=True)}


def masked_phone(phone: str) -> str:
    """The last two digits, enough to tell two numbers apart on the phone: +62 ••• ••90."""
    return f"{phone[:3]} {HIDDEN * 3} {HIDDEN * 2}{phone[-2:]}" if len(phone) > 6 else HIDDEN * len(phone)


def spoken_phone(phone: str) -> str:
    """E.164 as people here write it: 0812-3456-7890."""
    local = "0" + phone.removeprefix("+62") if phone.startswith("+62") else phone
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)


def whatsapp_address(phone: str, text: str = "") -> str:
    """Opens a conversation, with `text` written already; '' for what is no whole number."""
    if not phone.startswith("+"):
        return ""
    return f"https://wa.me/{phone.lstrip('+')}" + (f"?text={quote(text)}" if text else "")
