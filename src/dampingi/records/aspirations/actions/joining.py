"""Wishes that say the same: one holds the others, is answered for all, and each asker is still told."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.models import Aspiration

MOST = 50


@transaction.atomic
def join_aspirations(*, by: Actor, aspirations: Iterable[uuid.UUID], into: uuid.UUID) -> list[Aspiration]:
    """All or none."""
    wanted = set(aspirations) - {into}
    if not wanted:
        raise Refused(_("Pilih sedikitnya satu aspirasi yang digabungkan."))
    if len(wanted) > MOST:
        raise Refused(_("Gabungkan paling banyak %(most)d sekaligus.") % {"most": MOST})
    rows = {id: held(by, id) for id in sorted({into, *wanted})}  # in one order, whoever joins what
    holder = rows.pop(into)
    if holder.joins_id:
        raise Conflict(
            _("Aspirasi itu sendiri sudah bergabung dengan yang lain. Gabungkan ke yang menampungnya.")
        )
    for row in rows.values():
        _check(row, holder)
        row.joins, row.joined_at, row.joined_by_name, row.told_at = holder, timezone.now(), by.name, None
        row.save(update_fields=["joins", "joined_at", "joined_by_name", "told_at"])
        record(by, "join_aspiration", row, detail={"into": str(holder.id)})
    return list(rows.values())


def _check(row: Aspiration, holder: Aspiration) -> None:
    if row.programme_id != holder.programme_id:
        raise Refused(_("Hanya aspirasi dari program yang sama yang dapat digabungkan."))
    if row.joins_id:
        raise Conflict(_("Salah satunya sudah bergabung dengan yang lain. Muat ulang halamannya."))
    if row.joined.exists():
        raise Conflict(
            _("Salah satunya sudah menampung yang lain. Buka aspirasi itu, lalu gabungkan dari sana.")
        )


@transaction.atomic
def part_aspiration(*, by: Actor, aspiration: uuid.UUID) -> Aspiration:
    """It stands by itself again, as it stood before."""
    row = held(by, aspiration)
    if not row.joins_id:
        raise Conflict(_("Aspirasi ini tidak bergabung dengan yang lain."))
    before = row.joins_id
    row.joins, row.joined_at, row.joined_by_name, row.told_at = None, None, "", None
    row.save(update_fields=["joins", "joined_at", "joined_by_name", "told_at"])
    record(by, "part_aspiration", row, detail={"from": str(before)})
    return row
