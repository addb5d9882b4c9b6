"""Activities are written, changed, taken out and brought back while the plan is open."""

import uuid
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import names
from dampingi.outcomes.plans.actions.holding import money, of_plan, open_locked, recorded
from dampingi.outcomes.plans.codes import codes_of
from dampingi.outcomes.plans.models import Activity, Fund, Plan

MOST_PLACES, MOST_ACTIVITIES = 300, 500


@dataclass(frozen=True)
class Drafted:
    """An activity as it is written."""

    title: str
    point: str = ""
    code: str = ""
    indicator: str = ""
    unit: str = ""
    target: Decimal | None = None
    q1: int = 0
    q2: int = 0
    q3: int = 0
    q4: int = 0
    fund: str = Fund.CITY
    places: tuple[str, ...] = ()
    owner: str = ""
    note: str = ""


@transaction.atomic
def write_activity(
    *, by: Actor, plan: Plan, drafted: Drafted, activity: uuid.UUID | None = None, version: int = 0, id: uuid.UUID | None = None
) -> Activity:  # fmt: skip
    """A new one, or a change of the version that was looked at."""
    held = open_locked(by, plan)
    told = _checked(held, drafted)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    if activity:
        return _changed(by, held, rows.filter(id=activity, removed_at=None).first(), told, version)
    sent = Activity.objects.unscoped("is it sent again?").filter(id=id).first() if id else None
    if sent:
        return _same(sent, held, told)
    return add_drafted(by, held, told, **({"id": id} if id else {}))


def _same(sent: Activity, plan: Plan, told: Drafted) -> Activity:
    fields = asdict(told) | {"places": list(told.places)}
    if sent.plan_id != plan.id or any(getattr(sent, name) != value for name, value in fields.items()):
        raise Conflict(
            _(
                "Kegiatan ini sudah tersimpan dengan isi lain. Ubah dari daftar, atau muat ulang halaman untuk menulis yang baru."
            )
        )
    return sent


@transaction.atomic
def remove(*, by: Actor, plan: Plan, activity: uuid.UUID) -> Activity:
    """Out of the plan; it can be brought back while the plan is open."""
    held = open_locked(by, plan)
    found = of_plan(held, activity)
    if found.removed_at is None:
        found.removed_at, found.removed_by_name = timezone.now(), by.name[:150]
        found.save(update_fields=["removed_at", "removed_by_name"])
        recorded(by, held, "remove_activity", activity=found)
    return found


@transaction.atomic
def restore(*, by: Actor, plan: Plan, activity: uuid.UUID) -> Activity:
    held = open_locked(by, plan)
    found = of_plan(held, activity)
    if found.removed_at is not None:
        room(held)
        found.removed_at, found.removed_by_name = None, ""
        found.save(update_fields=["removed_at", "removed_by_name"])
        recorded(by, held, "restore_activity", activity=found)
    return found


def add_drafted(by: Actor, plan: Plan, told: Drafted, **more: Any) -> Activity:
    room(plan)
    fields = asdict(told) | {"places": list(told.places)}
    made = Activity.objects.create(
        plan=plan, region=plan.region, by=by.user_id, by_name=by.name[:150], **fields, **more
    )
    recorded(by, plan, "add_activity", activity=made)
    return made


def _changed(by: Actor, plan: Plan, found: Activity | None, told: Drafted, version: int) -> Activity:
    if found is None:
        raise Refused(_("Kegiatan itu tidak ada dalam rencana ini, atau sudah dikeluarkan."), status=404)
    if found.version != version:
        raise Conflict(_("Kegiatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi."))
    for name, value in (asdict(told) | {"places": list(told.places)}).items():
        setattr(found, name, value)
    found.version = F("version") + 1
    found.save()
    found.refresh_from_db()
    recorded(by, plan, "change_activity", activity=found)
    return found


def room(plan: Plan) -> None:
    if plan.activities.filter(removed_at=None).count() >= MOST_ACTIVITIES:
        raise Refused(
            _("Rencana ini sudah memuat %(most)d kegiatan. Gabungkan yang serupa lebih dahulu.")
            % {"most": MOST_ACTIVITIES}
        )


def _checked(plan: Plan, told: Drafted) -> Drafted:
    if not told.title.strip():
        raise Refused(_("Tulis nama kegiatannya."))
    if told.code and not codes_of(plan.region).known(told.code):
        raise Refused(_("Kode sub-kegiatan itu tidak ada dalam daftar yang berlaku. Pilih dari daftar."))
    if told.point and told.point not in source_names("plan_points"):
        raise Refused(_("Pilih titik strategis dari daftar."))
    if told.fund not in Fund.values:
        raise Refused(_("Pilih sumber dana dari daftar."))
    if told.target is not None and not (told.target.is_finite() and 0 <= told.target < 10**12):
        raise Refused(_("Target adalah angka dari nol sampai satu triliun."))
    for amount in (told.q1, told.q2, told.q3, told.q4):
        money(amount)
    places = tuple(dict.fromkeys(told.places))
    if (
        len(places) > MOST_PLACES
        or any(not contains(plan.region, p) for p in places)
        or len(names(places)) < len(places)
    ):
        raise Refused(_("Pilih lokasi di wilayah rencana ini."))
    return told
