import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.actions.constraints import regions_of
from dampingi.records.businesses.actions.held import living, must_have_come
from dampingi.records.businesses.intake import ChannelNote
from dampingi.records.businesses.models import Channel


@transaction.atomic
def note_channels(*, by: Actor, rows: Sequence[ChannelNote], origin: Origin | None = None) -> int:
    """Record ways of selling beside those known; one that is in use already is not doubled. Returns how many are new."""
    check_channels(row.code for row in rows)
    regions = regions_of(by, [row.business_id for row in rows])
    if any(row.business_id not in regions for row in rows):
        raise Refused(_("Ada usaha yang tidak ada atau di luar wilayah Anda."), status=404)
    seen, made = _in_use({row.business_id for row in rows}), []
    for row in rows:
        if (row.business_id, row.code) not in seen:
            seen.add((row.business_id, row.code))
            where = regions[row.business_id]
            made.append(
                Channel(
                    business_id=row.business_id, region=where, code=row.code, since=row.since, origin=origin
                )
            )
    insert_objects(made)
    if made:
        record_event(
            by=by,
            action="set_channels",
            subject=("business", made[0].business_id),
            region=made[0].region if len({m.region for m in made}) == 1 else "",
            detail={"rows": len(made)},
            values=[(str(m.business_id), m.code) for m in made],
        )
    return len(made)


@transaction.atomic
def set_channels(
    *, by: Actor, business: uuid.UUID, codes: Collection[str], on: datetime.date
) -> dict[str, list[str]]:
    """From that day the business sells through these and no others; returns the codes `begun` and `ended`."""
    check_channels(codes)
    record = living(by, business, {"channels"})
    must_have_come(on, record)
    open_now = Channel.objects.unscoped("of a business in hand").filter(business=record, until=None)
    known = set(open_now.values_list("code", flat=True))
    ended, begun = sorted(known - set(codes)), sorted(set(codes) - known)
    open_now.filter(code__in=ended).update(until=on)
    insert_objects([Channel(business=record, region=record.region, code=code, since=on) for code in begun])
    if begun or ended:
        record_event(
            by=by,
            action="set_channels",
            subject=("business", record.id),
            region=record.region,
            detail={"begun": begun, "ended": ended},
        )
    return {"begun": begun, "ended": ended}


def check_channels(codes: Iterable[str]) -> None:
    if strange := set(codes) - choices("channels").keys():
        raise Refused(
            _("Saluran penjualan %(code)s tidak dikenal. Pilih dari daftar.") % {"code": sorted(strange)[0]}
        )


def _in_use(ids: Collection[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    found: set[tuple[uuid.UUID, str]] = set()
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        rows = Channel.objects.unscoped("businesses whose reach was checked").filter(until=None)
        found.update(rows.filter(business__in=wanted[start : start + 500]).values_list("business_id", "code"))
    return found
