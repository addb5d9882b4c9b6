from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict
from dampingi.records.mentoring.models import Growth, GrowthObjection


def settle_by_confirming(by: Actor, rows: Sequence[Growth]) -> None:
    """Participants who confirm after all take their own objection back; nobody else confirms over it."""
    for start in range(0, len(rows), 500):
        ids = [g.id for g in rows[start : start + 500]]
        for each in GrowthObjection.objects.filter(growth__in=ids, settled_at=None):
            if by.user_id != each.by:
                raise Conflict(
                    _("Peserta menyatakan angka ini keliru. Selesaikan sanggahannya lebih dahulu.")
                )
            each.settled_at, each.settled_by, each.settled_by_name = timezone.now(), by.user_id, by.name
            each.outcome = "withdrawn"
            each.save(update_fields=["settled_at", "settled_by", "settled_by_name", "outcome"])
