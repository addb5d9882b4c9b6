"""What an aspiration is followed by. A plan made elsewhere ties its activities to aspirations through `follow_aspiration`."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations.actions.answering import alone, move
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.models import Follow, State

WORDS = "words"
"""The kind of what is only told in words, without a record of its own."""


@transaction.atomic
def follow_aspiration(
    *, by: Actor, aspiration: uuid.UUID, label: str, kind: str = WORDS, ref: uuid.UUID | None = None
) -> Follow:
    """Tie an aspiration to what follows it; what nobody planned before is taken into the plan by that."""
    row = held(by, aspiration)
    alone(row)
    told = label.strip()[:300]
    if not told:
        raise Refused(_("Tulis apa yang dikerjakan, atau kegiatan mana yang menjawabnya."))
    if not kind or len(kind) > 40 or (ref is None) != (kind == WORDS):
        raise Refused(_("Tautan itu tidak lengkap. Buka kegiatannya, lalu tautkan dari sana."))
    again = row.follows.filter(kind=kind, ref=ref, removed_at=None)
    before = (again if ref else again.filter(label=told)).first()
    if before:
        return before
    made = Follow.objects.create(aspiration=row, kind=kind, ref=ref, label=told, by_name=by.name)
    if row.state in (State.RECEIVED, State.LOOKING):
        move(by, row, State.PLANNED, told)
    record(by, "follow_aspiration", row, values=[told], detail={"kind": kind, "follow": str(made.id)})
    return made


@transaction.atomic
def unfollow_aspiration(*, by: Actor, aspiration: uuid.UUID, follow: uuid.UUID, reason: str) -> Follow:
    """Untie it, with a reason; nothing else being left of a plan, it is being looked at again."""
    row = held(by, aspiration)
    found = row.follows.filter(id=follow).first()
    if found is None:
        raise Refused(_("Tautan itu tidak ada. Muat ulang halamannya."), status=404)
    if found.removed_at:
        raise Conflict(_("Tautan ini sudah dilepas."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa tautannya dilepas."))
    found.removed_at = timezone.now()
    found.save(update_fields=["removed_at"])
    if row.state == State.PLANNED and not row.follows.filter(removed_at=None).exists():
        move(by, row, State.LOOKING, reason.strip()[:300])
    record(
        by, "unfollow_aspiration", row, reason=reason.strip()[:300],
        detail={"kind": found.kind, "follow": str(found.id)},
    )  # fmt: skip
    return found
