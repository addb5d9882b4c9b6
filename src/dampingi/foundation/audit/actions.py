import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.chain import GENESIS, commitment, head_text, keyed, link, signing_key
from dampingi.foundation.audit.models import AuditEvent, DailyHead, Seal
from dampingi.foundation.canonical import digest_rows


def record_event(
    *,
    by: Actor,
    action: str,
    subject: tuple[str, Any],
    region: str = "",
    programme: uuid.UUID | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
    values: Iterable[Any] = (),
) -> AuditEvent:
    """Write the event of an action, inside its transaction.

    `detail` is shown to inspectors and must hold no personal values; `values` (what changed, or a batch's rows) is
    kept only as a keyed digest.
    """
    event = AuditEvent(
        actor=by.label,
        action=action,
        subject_kind=subject[0],
        subject_id=str(subject[1]),
        region=region,
        programme=programme,
        reason=reason,
        detail=detail or {},
        digest=keyed(digest_rows(values)) if values else "",
    )
    event.commitment = commitment(event)
    event.save(force_insert=True)
    return event


def seal_pending(*, limit: int = 10_000) -> int:
    """Append unsealed events to the chain, oldest first; returns how many. Only one sealer works at a time."""
    with transaction.atomic():
        _one_sealer()
        last = Seal.objects.order_by("-sequence").first()
        sequence, head = (last.sequence, last.hash) if last else (0, GENESIS)
        unsealed = AuditEvent.objects.filter(~Exists(Seal.objects.filter(event=OuterRef("pk"))))
        seals = []
        for event_id, committed in unsealed.order_by("at", "id").values_list("id", "commitment")[:limit]:
            sequence, head = sequence + 1, link(head, event_id, committed)
            seals.append(Seal(sequence=sequence, event=event_id, hash=head))
        Seal.objects.bulk_create(seals, batch_size=500)
    return len(seals)


def _one_sealer() -> None:
    # SQLite's IMMEDIATE transaction already lets one writer in; PostgreSQL needs the advisory lock
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7253001)")


def sign_head(*, day: datetime.date) -> DailyHead | None:
    """Sign the chain's head as of now for that day, once. None while nothing is sealed."""
    seal_pending()
    head = Seal.objects.filter(sequence=Seal.objects.aggregate(top=Max("sequence"))["top"]).first()
    if head is None:
        return None
    signature = signing_key().sign(head_text(day, head.sequence, head.hash)).hex()
    made, _new = DailyHead.objects.get_or_create(
        day=day, defaults={"sequence": head.sequence, "hash": head.hash, "signature": signature}
    )
    return made
