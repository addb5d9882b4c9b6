"""The sealer's turns beside a worker: short, and without a write lock when there is nothing to seal."""

from django.utils import timezone

from dampingi.foundation.audit.actions import seal_pending, sign_head
from dampingi.foundation.audit.models import AuditEvent, Seal

LATEST = 200


def seal_what_waits() -> int:
    """Looks only at the latest events; one committed late, behind them, is sealed at the next turn of `sign_today`."""
    latest = list(AuditEvent.objects.order_by("-at").values_list("id", flat=True)[:LATEST])
    return seal_pending() if Seal.objects.filter(event__in=latest).count() < len(latest) else 0


def sign_today() -> None:
    seal_pending(limit=10**9)
    sign_head(day=timezone.localdate())
