import datetime
import uuid
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, inside
from dampingi.records.businesses.models import Business
from dampingi.records.markets.models import Point, Rota, Sale, Seller, Stall, Swap, Turn
from dampingi.records.markets.sharing import days_of

MOST = 40
AHEAD = datetime.timedelta(days=21)
_CURRENT = Sale.objects.filter(turn=OuterRef("pk")).order_by("-number")
SOLD = Subquery(_CURRENT.values("amount")[:1])
BEST = Subquery(_CURRENT.values("best")[:1])


def points(actor: Actor) -> Any:
    """Those of the actor's regions, and those kept by the actor."""
    reached = Q(pk__in=Point.objects.for_actor(actor, P.VIEW_MARKETS).values("pk"))
    kept = Q(pk__in=Point.objects.for_actor(actor, P.KEEP_MARKETS).values("pk"))
    return Point.objects.unscoped("narrowed to the two reaches").filter(reached | kept)


def point(actor: Actor, id: uuid.UUID, permission: P = P.VIEW_MARKETS) -> Point:
    found = Point.objects.for_actor(actor, permission).filter(id=id).prefetch_related("stalls").first()
    if found is None:
        raise Refused(_("Titik pemasaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def turns(rows: Any) -> Any:
    found = rows.select_related("stall__point", "business__owner")
    return found.annotate(sold=SOLD, best=BEST)


def turns_of(found: Point, day: datetime.date) -> list[Turn]:
    """Who stands at the point that day, by stall; the caller has checked the point."""
    rows = Turn.objects.unscoped("of a point in hand").filter(
        stall__point=found, day=day, state__in=Turn.HELD
    )
    return list(turns(rows).order_by("stall__number"))


def sellers(actor: Actor) -> Any:
    reach = Q(pk__in=Seller.objects.for_actor(actor, P.VIEW_MARKETS).values("pk"))
    reach |= Q(pk__in=Seller.objects.for_actor(actor, P.JOIN_MARKETS).values("pk"))
    rows = Seller.objects.unscoped("narrowed to the two reaches").filter(reach, withdrawn_at=None)
    return rows.select_related("business__owner")


def rotas(actor: Actor) -> Any:
    return Rota.objects.for_actor(actor, P.VIEW_MARKETS)


def rota(actor: Actor, id: uuid.UUID) -> Rota:
    found = rotas(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Jadwal lapak itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def own_shops(actor: Actor) -> list[Business]:
    rows = Business.objects.for_actor(actor, P.GIVE_VOICE).filter(archived_at=None)
    return list(rows.select_related("owner").order_by("key", "id"))


def shop(actor: Actor, said: str) -> Business | None:
    """The business named, one's own or one spoken for; none named, the first of one's own."""
    shops = own_shops(actor)
    found = next((s for s in shops if str(s.id) == said), None)
    if found or not said:
        return found or (shops[0] if shops else None)
    try:
        rows = Business.objects.for_actor(actor, P.JOIN_MARKETS).filter(id=uuid.UUID(said))
    except ValueError:
        return None
    return rows.filter(archived_at=None).select_related("owner").first()


def seller_of(business: Business) -> Seller | None:
    rows = Seller.objects.unscoped("of a business in hand").filter(business=business, withdrawn_at=None)
    return rows.select_related("business__owner").first()


def own_turns(business: Business, today: datetime.date) -> tuple[list[Turn], list[Turn]]:
    """(to come, the latest that were)."""
    rows = turns(
        Turn.objects.unscoped("of a business in hand").filter(business=business, state__in=Turn.HELD)
    )
    coming = rows.filter(day__gte=today).order_by("day")
    return list(coming), list(rows.filter(day__lt=today).order_by("-day")[:MOST])


def free_stalls(business: Business, today: datetime.date) -> list[tuple[datetime.date, Stall]]:
    """One free stall of each point and day to come of which a rota is out, in the business's city."""
    city = business.region[:5]
    out = rotas_out(city, today, today + AHEAD)
    if not out:
        return []
    until = min(max(r.last for r in out), today + AHEAD)
    points = Point.objects.unscoped("open to the city's businesses").filter(inside(city), closed_at=None)
    held = set(
        Turn.objects.unscoped("which are given")
        .filter(day__range=(today, until), state__in=Turn.HELD)
        .values_list("stall_id", "day")
    )
    found = []
    for each in points.prefetch_related("stalls").order_by("name"):
        stalls = sorted((s for s in each.stalls.all() if s.retired_at is None), key=lambda s: s.number)
        for day in days_of(each, today, until):
            free = next((s for s in stalls if (s.id, day) not in held), None)
            if free and shared_out(out, each, day):
                found.append((day, free))
    return sorted(found, key=lambda pair: (pair[0], pair[1].point.name))


def rotas_out(city: str, first: datetime.date, last: datetime.date) -> list[Rota]:
    """Published ones that share out stalls of the city on any of these days."""
    rows = Rota.objects.unscoped("what is out").filter(
        Q(inside(city)) | Q(region=city[:2]), state=Rota.State.PUBLISHED, first__lte=last, last__gte=first
    )
    return list(rows)


def shared_out(out: list[Rota], point: Point, day: datetime.date) -> bool:
    """Whether everybody had a fair chance of the point's stalls that day, so that who comes first may take what is left."""
    return any(contains(r.region, point.region) and r.first <= day <= r.last for r in out)


def too_alike(point: Point, day: datetime.date, goods: str, leaving: tuple[uuid.UUID, ...] = ()) -> bool:
    """Whether as many stalls as may be sell the same there that day, not counting the turns that end."""
    if point.most_of_a_kind is None:
        return False
    rows = Turn.objects.unscoped("of a point in hand").filter(
        stall__point=point, day=day, goods=goods, state__in=Turn.HELD
    )
    return rows.exclude(id__in=leaving).count() >= point.most_of_a_kind


def others(business: Business, today: datetime.date) -> list[Turn]:
    """Turns of other businesses to come that may be asked for."""
    rows = Turn.objects.unscoped("names and days of stalls are told to who swaps").filter(
        inside(business.region[:5]), day__gt=today, day__lte=today + AHEAD, state=Turn.State.GIVEN
    )
    return list(
        rows.exclude(business=business)
        .select_related("stall__point", "business__owner")
        .order_by("day", "stall__point__name", "stall__number")[:MOST]
    )


def swaps_of(business: Business, today: datetime.date) -> tuple[list[Swap], list[Swap]]:
    """(asked of the business, asked by it), as long as they wait and both days are still to come."""
    rows = Swap.objects.unscoped("of a business in hand").filter(
        state=Swap.State.ASKED, turn__day__gt=today, wanted__day__gt=today
    )
    rows = rows.select_related(
        "turn__stall__point", "turn__business__owner", "wanted__stall__point", "wanted__business__owner"
    ).order_by("at")
    return list(rows.filter(wanted__business=business)), list(rows.filter(turn__business=business))


def swaps(actor: Actor) -> Any:
    rows = Swap.objects.for_actor(actor, P.VIEW_MARKETS)
    return rows.select_related(
        "turn__stall__point", "turn__business__owner", "wanted__stall__point", "wanted__business__owner"
    )


def what_sells(rows: Any) -> list[tuple[str, int, int]]:
    """(goods, stall days with sales told, rupiah) of these turns, most first."""
    told = turns(rows).filter(sold__isnull=False).values_list("goods", "sold")
    found: dict[str, list[int]] = {}
    for goods, sold in told:
        found.setdefault(goods, []).append(sold)
    return sorted(((g, len(all_), sum(all_)) for g, all_ in found.items()), key=lambda row: (-row[2], row[0]))


def month_of(actor: Actor, first: datetime.date, today: datetime.date) -> dict[str, int | None]:
    """Stall days given and attended, absences, and what was sold since `first`; of today's, those of which something is known."""
    rows = turns(
        Turn.objects.for_actor(actor, P.VIEW_MARKETS).filter(day__range=(first, today), state__in=Turn.HELD)
    )
    rows = rows.filter(Q(day__lt=today) | ~Q(state=Turn.State.GIVEN) | Q(sold__isnull=False))
    noted = rows.filter(state__in=(Turn.State.ATTENDED, Turn.State.ABSENT))
    return {
        "given": rows.count(), "noted": noted.count(), "absent": noted.filter(state=Turn.State.ABSENT).count(),
        "told": rows.filter(sold__isnull=False).count(), "sold": rows.aggregate(all=Sum(F("sold")))["all"],
    }  # fmt: skip


def this_week(city: str, monday: datetime.date) -> list[tuple[datetime.date, Point, list[Turn]]]:
    """The points open in the seven days, with those who stand there and may be named. For everybody."""
    sunday = monday + datetime.timedelta(days=6)
    open_points = Point.objects.unscoped("public").filter(inside(city), closed_at=None)
    rows = Turn.objects.unscoped("public").filter(
        stall__point__in=open_points, day__range=(monday, sunday), state__in=("given", "attended")
    )
    there: dict[tuple[uuid.UUID, datetime.date], list[Turn]] = {}
    for turn in rows.select_related("stall", "business__owner").order_by("stall__number"):
        there.setdefault((turn.stall.point_id, turn.day), []).append(turn)
    found = [
        (day, p, there.get((p.id, day), []))
        for p in open_points.order_by("name")
        for day in days_of(p, monday, sunday)
    ]
    return sorted(found, key=lambda row: (row[0], row[1].opens, row[1].name))
