"""A year's plan is opened, its ceiling set, and after approval a further edition drawn up."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import exists
from dampingi.outcomes.plans.actions.holding import held_plan, money, open_locked, recorded
from dampingi.outcomes.plans.actions.writing import Drafted
from dampingi.outcomes.plans.models import Activity, Plan, State
from dampingi.records.programmes.rosters import today_in

AHEAD = 3


@transaction.atomic
def open_plan(*, by: Actor, region: str, year: int, ceiling: int | None = None) -> Plan:
    """The first edition of a year's plan; one is open at a time."""
    by.require(Permission.DRAFT_PLANS, region=region)
    this = today_in(region).year if region else 0
    if not 1 <= depth(region) <= 2 or not exists(region):
        raise Refused(_("Rencana kerja dibuat untuk provinsi atau kabupaten/kota. Pilih wilayahnya."))
    if not this <= year <= this + AHEAD:
        raise Refused(_("Pilih tahun %(first)d sampai %(last)d.") % {"first": this, "last": this + AHEAD})
    rows = Plan.objects.unscoped("reach is checked").filter(region=region, year=year)
    if rows.exists():
        raise Conflict(
            _("Rencana tahun itu sudah ada. Buka dari daftar; sesudah disetujui dapat dibuat edisi baru.")
        )
    return _opened(by, region=region, year=year, ceiling=money(ceiling), edition=1)


@transaction.atomic
def open_edition(*, by: Actor, plan: Plan, reason: str) -> Plan:
    """A further edition of an approved plan, which stays as it is; its activities are copied to be changed."""
    held = held_plan(by, plan)
    if held.state != State.APPROVED:
        raise Refused(_("Edisi baru dibuat sesudah yang ini disetujui."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa rencana perlu edisi baru."))
    rows = Plan.objects.unscoped("reach is checked").filter(region=held.region, year=held.year)
    if rows.exclude(state=State.APPROVED).exists():
        raise Conflict(_("Edisi berikutnya sudah terbuka. Buka dari daftar."))
    number = rows.aggregate(n=Max("edition"))["n"] + 1
    made = _opened(
        by,
        region=held.region,
        year=held.year,
        ceiling=held.ceiling,
        edition=number,
        reason=reason.strip()[:300],
    )
    copied = [
        Activity(
            plan=made, region=made.region, by=row.by, by_name=row.by_name, sources=row.sources, proposal=row.proposal,
            **{name: getattr(row, name) for name in Drafted.__dataclass_fields__},
        )
        for row in held.activities.filter(removed_at=None)
    ]  # fmt: skip
    Activity.objects.bulk_create(copied, batch_size=200)
    return made


@transaction.atomic
def set_ceiling(*, by: Actor, plan: Plan, ceiling: int | None) -> Plan:
    held = open_locked(by, plan)
    held.ceiling = money(ceiling)
    held.save(update_fields=["ceiling"])
    recorded(by, held, "set_plan_ceiling", detail={"ceiling": held.ceiling})
    return held


def _opened(by: Actor, **told: Any) -> Plan:
    try:
        with transaction.atomic():
            made = Plan.objects.create(by=by.user_id, by_name=by.name[:150], **told)
    except IntegrityError as taken:
        raise Conflict(_("Rencana tahun itu baru saja dibuat orang lain. Buka dari daftar.")) from taken
    recorded(by, made, "open_plan", detail={"year": made.year, "edition": made.edition}, values=[made.reason])
    return made
