import datetime
import uuid

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Growth, GrowthConfirmation, GrowthObjection
from dampingi.records.mentoring.queries.months import month_before
from dampingi.records.programmes.models import Enrolment, PeriodClosure

OFFERED = 6
MANY = 3
"""A family may share a phone; a browser that confirms for more looks like somebody confirming for others."""


def growth(actor: Actor, id: uuid.UUID) -> Growth:
    found = Growth.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(id=id)
    row = found.select_related("enrolment__person").first()
    if row is None:
        raise Refused(_("Catatan perkembangan itu tidak ada, atau di luar dampingan Anda."), status=404)
    return row


def to_confirm(actor: Actor):
    """Months of the participants an office looks after, each with who said last that they are right: `by_name`, `how`, `device`."""
    last = GrowthConfirmation.objects.filter(growth=OuterRef("pk")).order_by("-at")
    told = {f"said_{name}": Subquery(last.values(name)[:1]) for name in ("by_name", "how", "device")}
    open_ = GrowthObjection.objects.filter(growth=OuterRef("pk"), settled_at=None)
    told["objection"] = Subquery(open_.values("id")[:1])
    found = Growth.objects.for_actor(actor, Permission.MANAGE_INTAKE).annotate(**told)
    return found.select_related("enrolment__person")


def crowded_devices(actor: Actor) -> dict[uuid.UUID, int]:
    """device -> for how many participants it confirmed, where they are many, the most crowded first."""
    reached = Growth.objects.for_actor(actor, Permission.MANAGE_INTAKE)
    rows = GrowthConfirmation.objects.filter(growth__in=reached).exclude(device=None).order_by()
    counted = rows.values("device").annotate(people=Count("growth__enrolment", distinct=True))
    return dict(
        counted.filter(people__gte=MANY).order_by("-people", "device").values_list("device", "people")
    )


def objection(actor: Actor, id: uuid.UUID) -> GrowthObjection:
    """For the office that settles it."""
    rows = GrowthObjection.objects.select_related("growth__enrolment__person", "growth__programme").filter(
        id=id
    )
    found = rows.first()
    reached = Growth.objects.for_actor(actor, Permission.MANAGE_INTAKE)
    if found is None or not reached.filter(id=found.growth_id).exists():
        raise Refused(_("Sanggahan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def objections_of(rows: list[Growth]) -> None:
    """Each month with its latest objection as `objection`. The caller has checked the participant."""
    latest: dict[uuid.UUID, GrowthObjection] = {}
    for each in GrowthObjection.objects.filter(growth__in=[g.id for g in rows]).order_by("at"):
        latest[each.growth_id] = each
    for row in rows:
        row.objection = latest.get(row.id)  # type: ignore[attr-defined]


def before(known: list[Growth], month: datetime.date) -> Growth | None:
    """The latest month on record before this one: what "unchanged" is compared with."""
    earlier = [g for g in known if g.month < month]
    return max(earlier, key=lambda g: g.month) if earlier else None


def next_to_record(months: list[datetime.date], known: list[Growth]) -> datetime.date:
    """Of the months offered (some): the first missing after the last on record, so that no gap arises; else the newest."""
    last = max((g.month for g in known), default=None)
    later = [m for m in months if last is not None and m > last]
    return min(later) if later else months[0]


def unconfirmed(enrolment: Enrolment) -> list[Growth]:
    """What somebody else reported and the participant has not confirmed, newest first. The caller has checked the participant."""
    rows = Growth.objects.unscoped("of a participant the caller may see").filter(enrolment=enrolment)
    said = GrowthObjection.objects.filter(growth=OuterRef("pk"), settled_at=None)
    return list(rows.filter(~Exists(said), confirmed_at=None).order_by("-month"))


def months_to_record(
    enrolment: Enrolment, known: list[Growth], *, today: datetime.date
) -> list[datetime.date]:
    """Months without figures yet that may still be recorded, newest first; at most half a year back."""
    taken = {g.month for g in known}
    closed = set(
        PeriodClosure.objects.filter(programme=enrolment.programme_id).values_list("month", flat=True)
    )
    first = min(taken) if taken else month_before(enrolment.enrolled_on)
    month, found = today.replace(day=1), []
    while month >= first and len(found) < OFFERED:
        if month not in taken and month not in closed:
            found.append(month)
        month = month_before(month)
    return found
