"""What a phone takes along for a week, and next time only what changed.

Nothing in the records counts its changes for phones: the whole is worked out each time and compared with digests of what this phone
took before, so no way of changing a record can be forgotten.
"""

import uuid
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction

from dampingi.capture.field.actions.receiving import locked
from dampingi.capture.field.caseload import LISTS, caseload
from dampingi.capture.field.models import Load
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import canonical


@transaction.atomic
def take_along(*, by: Actor, device: uuid.UUID, after: int) -> dict[str, Any]:
    """The load as the contract tells it. `after` is the load the phone has; the whole where it is not known any more."""
    phone, whole = locked(device), caseload(by)
    participants = {p["id"]: _digest(p) for p in whole["participants"]}
    lists = {name: _digest(whole[name]) for name in LISTS}
    had = phone.loads.filter(seq=after).first()
    fresh = _changed(participants, had.participants if had else {})
    gone = sorted(set(had.participants) - set(participants)) if had else []
    news = [name for name in LISTS if not had or had.lists.get(name) != lists[name]]
    seq = after
    if had is None or fresh or gone or news:
        seq = _remembered(phone, after if had else 0, participants, lists)
    return {
        "seq": seq, "whole": had is None, "me": whole["me"], "gone": gone,
        "participants": [p for p in whole["participants"] if p["id"] in fresh],
    } | {name: whole[name] for name in news}  # fmt: skip


def _changed(now: dict[str, str], before: dict[str, str]) -> set[str]:
    return {id for id, digest in now.items() if before.get(id) != digest}


def _remembered(device: Any, after: int, participants: dict[str, str], lists: dict[str, str]) -> int:
    """The new load's number. Of those before it, only the one the phone certainly has is kept: an answer may be lost."""
    last = max(device.loads.values_list("seq", flat=True), default=0)
    device.loads.exclude(seq=after).delete()
    Load.objects.create(device=device, seq=last + 1, participants=participants, lists=lists)
    return last + 1


def _digest(value: Any | Iterable[Any]) -> str:
    """72 bits: two versions of one record that share them would have to be looked for."""
    return b64encode(sha256(canonical(value)).digest()[:9]).decode()
