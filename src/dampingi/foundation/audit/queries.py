import datetime
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.chain import GENESIS, commitment, head_text, link, signing_key
from dampingi.foundation.audit.models import AuditEvent, DailyHead, Seal
from dampingi.foundation.regions.codes import inside


@dataclass
class Verification:
    """What checking the whole chain found. `faults` holds (sequence or event id, what is wrong)."""

    sealed: int = 0
    unsealed: int = 0
    heads: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.faults


def verify() -> Verification:
    """Recompute every commitment, every link and every signed head."""
    found = Verification()
    events = {e.id: e for e in AuditEvent.objects.iterator(chunk_size=5000)}
    head, expected, hashes = GENESIS, 0, {}
    for seal in Seal.objects.order_by("sequence").iterator(chunk_size=5000):
        expected += 1
        event = events.pop(seal.event, None)
        if seal.sequence != expected:
            found.faults.append((str(seal.sequence), "missing link before it"))
            expected = seal.sequence
        if event is None:
            found.faults.append((str(seal.sequence), "event deleted"))
        else:
            if commitment(event) != event.commitment:
                found.faults.append((str(event.id), "event altered"))
            if link(head, event.id, event.commitment) != seal.hash:
                found.faults.append((str(seal.sequence), "chain broken"))
        head = hashes[seal.sequence] = seal.hash
        found.sealed += 1
    for event in events.values():
        if commitment(event) != event.commitment:
            found.faults.append((str(event.id), "event altered"))
    found.unsealed = len(events)
    _check_heads(found, hashes)
    return found


def _check_heads(found: Verification, hashes: dict[int, str]) -> None:
    key = signing_key().public_key()
    for head in DailyHead.objects.order_by("day"):
        found.heads += 1
        try:
            key.verify(bytes.fromhex(head.signature), head_text(head.day, head.sequence, head.hash))
        except (InvalidSignature, ValueError):
            found.faults.append((head.day.isoformat(), "head's signature does not match"))
        if hashes.get(head.sequence) != head.hash:
            found.faults.append((head.day.isoformat(), "signed head is not in the chain"))


def events_for(actor: Actor, *, subject: tuple[str, str] | None = None):
    """The trail an inspector may read, newest first."""
    reach = AuditEvent.objects.none()
    for prefix in actor.regions(Permission.SEE_AUDIT):
        reach = reach | AuditEvent.objects.filter(inside(prefix))
    if subject:
        reach = reach.filter(subject_kind=subject[0], subject_id=subject[1])
    return reach.order_by("-at", "-id")


def head_on(day: datetime.date) -> DailyHead | None:
    return DailyHead.objects.filter(day__lte=day).order_by("-day").first()
