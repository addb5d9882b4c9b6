"""The arithmetic of the chain: what an event commits to, how a link is made, how a day's head is signed."""

import datetime
import hashlib
import hmac
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.canonical import canonical

GENESIS = "0" * 64


def keyed(text: str) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def commitment(event: AuditEvent) -> str:
    content = [
        str(event.id),
        event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.action,
        event.subject_kind,
        event.subject_id,
        event.region,
        str(event.programme or ""),
        event.reason,
        event.detail,
        event.digest,
    ]
    return keyed(canonical(content).decode())


def link(previous: str, event_id: uuid.UUID, committed: str) -> str:
    return hashlib.sha256(f"{previous}{event_id}{committed}".encode()).hexdigest()


def head_text(day: datetime.date, sequence: int, head: str) -> bytes:
    return f"{day.isoformat()} {sequence} {head}".encode()


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(f"head:{settings.AUDIT_KEY}".encode()).digest()
    )
