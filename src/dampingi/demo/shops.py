"""Businesses that do not exist: a trade, a sign over the door, and figures that fit them."""

import datetime
import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from dampingi.demo.content import read

SECTORS = ("kuliner", "fesyen", "kriya", "perdagangan", "jasa", "agribisnis", "lainnya")
TITLES = (("Pak", "Bang", "Kang", "Mas"), ("Bu", "Mpok", "Teh", "Mbak"))
"""What neighbours put before the name of a man, and of a woman."""


@dataclass(frozen=True)
class Shop:
    """What a business is like before anyone accompanies it. Rupiah; turnover a month."""

    name: str
    sector: str
    product: str
    kbli: str
    turnover: int
    workers: int
    started_year: int
    capital: int
    products: int
    channels: int


@cache
def _weights() -> list[int]:
    return [read("trades")[s]["weight"] for s in SECTORS]


def shop(rng: random.Random, call: str, *, woman: bool, year: int, luck: float) -> Shop:
    """`call` is what neighbours call the owner; `luck` moves the turnover: its logarithm away from what is usual in the trade."""
    sector = rng.choices(SECTORS, _weights())[0]
    trade = rng.choice(read("trades")[sector]["trades"])
    age = min(25, int(rng.expovariate(1 / 4.5)))
    usual = trade["turnover"] * 2.718281828 ** (luck + 0.03 * (age - 4))
    turnover = max(300_000, round(usual, -5))
    return Shop(
        name=_name(rng, sector, trade, call, TITLES[woman]),
        sector=sector,
        product=trade["product"],
        kbli=trade["kbli"],
        turnover=int(turnover),
        workers=1 + min(9, int(rng.expovariate(1 / (0.3 + turnover / 14e6)))),
        started_year=year - 1 - age,
        capital=int(round(turnover * rng.uniform(0.6, 5), -5)),
        products=1 + int(rng.expovariate(1 / 2.5)),
        channels=rng.choices((1, 2, 3), (66, 27, 7))[0],
    )


def _name(rng: random.Random, sector: str, trade: dict[str, Any], call: str, titles: tuple[str, ...]) -> str:
    way, title = rng.random(), rng.choice(titles)
    if way < 0.35:
        return rng.choice(read("trades")[sector]["signs"]).format(call=call, title=title)
    brand = rng.choice(trade["brand"])
    if way < 0.75:
        return f"{brand} {rng.choice(read('trades')['blessings'])}"
    return f"{brand} {title} {call}"


def nib(rng: random.Random, started: datetime.date) -> str:
    """13 digits as the licence has them; the issuing month's digits are 00, which no real number has."""
    return f"{started.day:02}00{started.year % 100:02}{rng.randint(0, 9_999_999):07}"
