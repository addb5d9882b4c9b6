"""Where the scattered city sells: market days, sentra, the catalogue, goods at partners, interventions. By dice of its own."""

import datetime
import random
import uuid

from dampingi.records.businesses.models import Business
from dampingi.records.catalogue.models import Permit, Product
from dampingi.records.centres.models import Centre, Occupancy, Unit
from dampingi.records.interventions.models import Intervention, Taker, Turnover
from dampingi.records.markets.models import Point, Sale, Stall, Turn
from dampingi.records.partners.models import Partner
from dampingi.records.photojobs.models import PhotoJob
from dampingi.records.placements.models import Line, Movement, Placement
from dampingi.records.programmes.models import Programme

ELSEWHERE = "33.74.01.1001"
FIRST, DAY = datetime.date(2026, 2, 1), datetime.timedelta(days=1)
TURNS = ("given", "attended", "attended", "attended", "absent", "excused", "released", "swapped")
JOBS = ("asked", "taken", "handed_in", "again", "approved", "declined", "cancelled")


def sell(
    draw: random.Random, programme: Programme, businesses: list[Business], places: tuple[str, ...]
) -> None:
    strange = Business.objects.unscoped("scattered").filter(name="Lain", region=ELSEWHERE).first()
    all_ = [*businesses, strange]
    _markets(draw, all_, (*places[:2], ELSEWHERE))
    _centre(draw, all_, (*places, ELSEWHERE))
    products = _products(draw, all_)
    _placed(draw, products, programme.code)
    _photographed(draw, products, programme.code)
    _intervened(draw, all_)


def _day(draw: random.Random) -> datetime.date:
    return FIRST + draw.randint(0, 260) * DAY


def _noon(day: datetime.date) -> datetime.datetime:
    """Late enough in the evening of UTC that Jakarta's day is the next one, now and then."""
    return datetime.datetime.combine(day, datetime.time(18), datetime.UTC)


def _markets(draw: random.Random, businesses: list[Business], places: tuple[str, ...]) -> None:
    for place in places:
        point = Point.objects.create(
            region=place, name="Pasar", place="x", weekday=6, opens="07:00", closes="10:00", season_from=FIRST, season_to=FIRST + 300 * DAY
        )  # fmt: skip
        stalls = [
            Stall.objects.create(point=point, number=n, retired_at=_noon(_day(draw)) if n == 3 else None)
            for n in range(1, 5)
        ]
        for week in draw.sample(range(36), 9):
            some = draw.sample(businesses, 4)
            for stall, business in zip(stalls, some, strict=True):
                if draw.random() < 0.7:
                    _turn(draw, stall, business, FIRST + 7 * week * DAY)


def _turn(draw: random.Random, stall: Stall, business: Business, day: datetime.date) -> None:
    state = draw.choice(TURNS)
    if business.market_turns.filter(day=day).exists():
        state = "released"
    turn = Turn.objects.create(
        stall=stall, day=day, business=business, region=business.region, goods="food", state=state
    )
    for number in range(1, draw.randint(0, 2) + 1):
        Sale.objects.create(turn=turn, number=number, amount=draw.randint(0, 9) * 50_000, by_name="x")


def _centre(draw: random.Random, businesses: list[Business], places: tuple[str, ...]) -> None:
    for n, place in enumerate(places):
        centre = Centre.objects.create(region=place, name=f"Sentra {n}", place="x")
        unit = Unit.objects.create(
            centre=centre, region=place, code="A", kind="kiosk", since=_day(draw) if n else FIRST, retired_on=_day(draw) if n % 4 == 3 else None
        )  # fmt: skip
        if draw.random() < 0.8 or n == 0:
            first = _day(draw)
            last = first + (draw.randint(0, 200) if n else 900) * DAY
            left = first + draw.randint(0, 90) * DAY if n and draw.random() < 0.4 else None
            Occupancy.objects.create(
                unit=unit, business=draw.choice(businesses), region=place, starts_on=first, ends_on=last, fee=1, left_on=left, by_name="x"
            )  # fmt: skip


def _products(draw: random.Random, businesses: list[Business]) -> list[Product]:
    made = []
    for business in [*draw.sample(businesses[:-1], len(businesses) // 2), businesses[-1]]:
        for n in range(draw.randint(1, 2)):
            on = _day(draw)
            shown = {"state": "shown", "first_shown_on": on, "checked_at": _noon(on)}
            made.append(Product.objects.create(
                business=business, name=f"Produk {n}", kind="food", price=draw.randint(1, 30) * 1_000, unit="buah",
                **(shown if draw.random() < 0.7 else {}),
            ))  # fmt: skip
    for n, product in enumerate(made):
        genuine = draw.choice((True, True, False, None))
        Permit.objects.create(
            product=product, kind="pirt", number=f"{n}", valid_until=draw.choice((None, _day(draw))), noted_at=_noon(_day(draw)),
            genuine=genuine, checked_at=None if genuine is None else _noon(FIRST),
        )  # fmt: skip
    return made


def _placed(draw: random.Random, products: list[Product], code: str) -> None:
    hotel = Partner.objects.create(name=f"Hotel {code}", kind="hotel", region="32.76")
    shelf = Placement.objects.create(
        partner=hotel, region="32.76", share=1_000, began_on=FIRST + 20 * DAY, place="x"
    )
    for product in products:
        brought = draw.randint(0, 40)
        line = Line.objects.create(placement=shelf, product=product, price=9_000, delivered=100, sold=40)
        pieces = [("delivered", brought), ("sold", draw.randint(0, brought)), ("returned", 1), ("sold", 2)]
        for n, (kind, count) in enumerate(pieces):
            if count:
                cancelled = _noon(FIRST) if n == 3 else None
                Movement.objects.create(
                    line=line, kind=kind, pieces=count, on=_day(draw), batch=uuid.uuid4(), cancelled_at=cancelled
                )  # fmt: skip


def _photographed(draw: random.Random, products: list[Product], code: str) -> None:
    school = Partner.objects.create(name=f"Politeknik {code}", kind="polytechnic", region="32.76")
    for product in products:
        state, due = draw.choice(JOBS), _day(draw)
        handed = due + draw.randint(-9, 9) * DAY if state in ("handed_in", "again", "approved") else None
        PhotoJob.objects.create(
            product=product, partner=school, state=state, due_on=due, slot_on=due, handed_in_on=handed
        )


def _intervened(draw: random.Random, businesses: list[Business]) -> None:
    for n in range(4):
        first = _day(draw)
        made = Intervention.objects.create(
            kind="fair", title=f"Pameran {n}", region="32.76", starts_on=first, ends_on=first + n * DAY
        )
        for business in [*draw.sample(businesses[:-1], 6), businesses[-1]]:
            left = _noon(first) if draw.random() < 0.2 else None
            taker = Taker.objects.create(
                intervention=made, business=business, region=business.region, left_at=left
            )
            for side in ("before", "after"):
                for number in range(1, draw.randint(0, 2) + 1):
                    Turnover.objects.create(
                        taker=taker, side=side, number=number, month=FIRST, amount=draw.randint(1, 5) * 1_000_000, at=_noon(_day(draw))
                    )  # fmt: skip
