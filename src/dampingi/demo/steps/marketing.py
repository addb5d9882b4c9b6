"""Weekly market points: who wants a stall, four weeks that were, four to come, a stall given back and a swap that waits."""

import datetime
import random

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions
from dampingi.records.markets.actions.points import PointTold
from dampingi.records.markets.models import Turn

POINTS = (
    ("Pasar Sabtu Taman Kota", "Taman Kota, sisi utara", 5, 7, 12, 6),
    ("Minggu Pagi Alun-alun", "Alun-alun timur", 6, 6, 10, 8),
    ("Jumat Berkah Balai Warga", "Halaman balai warga", 4, 15, 20, 5),
)
SELLERS = 24
UNREADY = 3
GOODS = ("meals", "snacks", "drinks", "fashion", "crafts", "snacks", "meals")
BEST = {"meals": "Nasi uduk", "snacks": "Keripik pedas", "drinks": "Es jahe", "fashion": "Jilbab", "crafts": "Tas anyam"}  # fmt: skip
DAY, WEEKS = datetime.timedelta(days=1), datetime.timedelta(weeks=4)


def sell(b: Building) -> None:
    if b.over or (shops := _shops(b))[0] is None:
        return
    rng, office = picker(b.seed, "markets"), b.persona("penyelenggara")
    monday = b.today - b.today.weekday() * DAY
    begin = monday - 3 * 7 * DAY
    b.clock.set(begin - 7 * DAY)
    _points(b, office)
    _sellers(rng, office, shops)
    b.clock.set(begin)
    first = actions.draft_rota(by=office, region=_city(b), first=begin, last=monday + 6 * DAY)
    actions.publish_rota(by=office, rota=first.id)
    _lived(b, rng, office)
    b.clock.set(b.today)
    ahead = monday + 7 * DAY
    coming = actions.draft_rota(by=office, region=_city(b), first=ahead, last=ahead + WEEKS - DAY)
    actions.publish_rota(by=office, rota=coming.id)
    _changed(b, office)


def _city(b: Building) -> str:
    return b.programme.region


def _shops(b: Building) -> list[Business | None]:
    """The demo's participant's own first, then others of the programme in its order."""
    own = b.users["peserta"].person.enrolments.order_by("enrolled_on").first()
    ids = [own.business_id] if own else [None]
    ids += [e.business_id for e in b.enrolments if e.business_id and e.business_id not in ids]
    rows = Business.objects.for_actor(b.persona("penyelenggara"), Permission.JOIN_MARKETS).filter(
        id__in=ids[: 6 * SELLERS], archived_at=None
    )
    by_id = {r.id: r for r in rows}
    known = [by_id[i] for i in ids[1 : 6 * SELLERS] if i in by_id and by_id[i].nib]
    return [by_id.get(ids[0]), *known[: SELLERS - 1]]


def _points(b: Building, office: Actor) -> None:
    season = {
        "season_from": datetime.date(b.today.year, 1, 1),
        "season_to": datetime.date(b.today.year + 1, 1, 31),
    }
    kecamatan = list(b.places.kecamatan)
    for n, (name, place, weekday, opens, closes, stalls) in enumerate(POINTS):
        told = PointTold(
            region=kecamatan[n % len(kecamatan)], name=name, place=place, weekday=weekday, opens=datetime.time(opens),
            closes=datetime.time(closes), fee=(0, 10_000, 5_000)[n], most_of_a_kind=3, keeper=b.users["pendamping"].login if n == 0 else "",
            **season,
        )  # fmt: skip
        made = actions.keep_point(by=office, told=told)
        actions.add_stalls(by=office, point=made.id, count=stalls, kind=("tent", "table", "cart")[n])


def _sellers(rng: random.Random, office: Actor, shops: list[Business | None]) -> None:
    for n, shop in enumerate(s for s in shops if s):
        goods = GOODS[n % len(GOODS)]
        food = goods in ("meals", "snacks", "drinks")
        ready = n == 0 or n % (SELLERS // UNREADY) != 1
        made = actions.join(
            by=office, business=shop.id, goods=goods, days=[4, 5, 6] if n % 3 else [5, 6], most=3, shown=n % 4 != 3,
            pirt=f"206327601{n:04}{30 + n % 5}" if food and ready else "",
        )  # fmt: skip
        if ready or food:
            actions.see_photo(by=office, seller=made.id)


def _lived(b: Building, rng: random.Random, office: Actor) -> None:
    """Most came and said what they sold; a few did not, and one had a reason."""
    rows = Turn.objects.unscoped("the demo city").filter(day__lt=b.today).order_by("day", "stall__number", "business")  # fmt: skip
    for n, turn in enumerate(rows.select_related("stall__point")):
        b.clock.set(turn.day)
        if n % 11 == 7:
            reason = "Anak sakit, sudah memberi kabar." if n % 2 else ""
            actions.note_turn(by=office, turn=turn.id, state="excused" if reason else "absent", reason=reason)
            continue
        actions.note_turn(by=office, turn=turn.id, state="attended")
        if rng.random() < 0.8:
            actions.tell_sale(
                by=office, turn=turn.id, amount=rng.randint(12, 90) * 10_000, best=BEST[turn.goods]
            )


def _changed(b: Building, office: Actor) -> None:
    rows = Turn.objects.unscoped("the demo city").filter(day__gt=b.today + 5 * DAY, state="given")
    coming = list(rows.order_by("day", "stall__point__name", "stall__number"))
    if len(coming) < 3:
        return
    actions.release_turn(by=office, turn=coming[-1].id, reason="Ada acara keluarga.")
    for other in coming[1:-1]:
        if other.day == coming[0].day:
            actions.ask_swap(by=office, turn=coming[0].id, wanted=other.id)
            return
