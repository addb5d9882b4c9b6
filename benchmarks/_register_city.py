"""A register of a million invented businesses in a city like Depok: skewed over its kelurahan, spelled as people spell.

The same for the same seed. Written past the ORM (COPY on PostgreSQL), with the indexes made afterwards.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from django.db import connection, models, transaction

from benchmarks._register_typed import misspelt
from dampingi.demo.content import read
from dampingi.demo.names import _MIDDLE_MEN, _MIDDLE_WOMEN, PEOPLES
from dampingi.engines.naming import business_key, person_key
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import choices
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import below
from dampingi.records.businesses.models import Business, Channel, Constraint, Person, Verification

CITY, SEED, CHUNK = "32.76", 20_261_125, 50_000
TODAY = np.datetime64("2026-11-21T05:00:00")
BEGINNINGS = (
    "su har mul war sri nur yan tri mar kus wid ret put ros ram sal kas nin lis mei sum tug bud kar rus wah yul zul fat"
    " mas dar sar tar jam kom rat end suk sup sud sug sun sut gun gin tam tas tin ton wan wir yas yus zai zub kho has hen"
).split()
ENDINGS = (
    "yati yono wati tini tono yanti yanto manto mini mina nah niah tika tinah siah diyah diyanti maryati ningsih ningrum"
    " diono dianto adi ardi arti asih atmo awan eni eti ijah inah isah isman iyah iyem odin oyo udin ulina uryani wito woyo"
).split()
FLAVOURS = (
    "pedas manis gurih original balado keju cokelat pandan susu jahe madu bawang kelapa gula aren rumahan khas depok betawi"
    " sunda jawa padang kering basah mini jumbo kiloan eceran pesanan borongan premium"
).split()
BLESSINGS = (
    "Jaya Baru Makmur Berkah Barokah Sejahtera Mandiri Abadi Lestari Sentosa Indah Utama Mulya Rejeki".split()
)
COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("id", "name", "key", "sex", "phone", "region", "origin", "created_at"),
    Business: (
        "id", "owner", "name", "key", "region", "sector", "product", "phone", "nib", "annual_sales", "size", "size_basis",
        "latitude", "longitude", "origin", "created_at", "archived_at", "standing", "verified_at",
    ),
    Constraint: ("id", "business", "region", "code", "severity", "since", "source", "resolved_on"),
    Channel: ("id", "business", "region", "code", "since"),
    Verification: ("id", "business", "by", "by_name", "at", "method"),
}  # fmt: skip


def build(businesses: int) -> dict[str, float]:
    """Fill the empty database; returns seconds by part."""
    started = time.monotonic()
    load_regions(within=CITY)
    with transaction.atomic():
        writers = [_writer(model, columns) for model, columns in COLUMNS.items()]
    with _indexes_aside([m._meta.db_table for m in COLUMNS]):
        with transaction.atomic():
            city = City(businesses)
            for at in range(0, businesses, CHUNK):
                for write, rows in zip(writers, city.rows(at, min(businesses, at + CHUNK)), strict=True):
                    write(rows)
        rows = time.monotonic() - started
    return {"seconds_rows": round(rows, 1), "seconds_indexes": round(time.monotonic() - started - rows, 1)}


class City:
    def __init__(self, count: int) -> None:
        self.dice, self.rng = np.random.default_rng(SEED), random.Random(SEED)
        codes = [r.code for r in below(CITY, 4)]
        weights = self.dice.lognormal(0, 0.7, len(codes))
        self.regions = self.dice.choice(codes, count, p=weights / weights.sum()).tolist()
        self.origins = [
            open_origin(by=Actor.for_system("benchmark"), door=d, reference="benchmark").id.hex
            for d in ("import", "page", "field")
        ]
        self.sectors = [s for s in choices("sectors") if s in read("trades")]
        weights = np.array([read("trades")[s]["weight"] for s in self.sectors], float)
        self.sector = self.dice.choice(self.sectors, count, p=weights / weights.sum()).tolist()
        self.words = _words(self.rng)
        self.likely = 1 / (12 + np.arange(len(self.words))) ** 0.9
        self.likely /= self.likely.sum()
        self.next = 1_700_000_000_000 << 80 | 7 << 76 | 2 << 62

    def rows(self, first: int, behind: int) -> tuple[list, ...]:
        """Persons, businesses, constraints, channels and verifications of the businesses from one number to another."""
        n, dice, rng = behind - first, self.dice, self.rng
        regions, sectors = self.regions[first:behind], self.sector[first:behind]
        owners, owner_ids, phones = self._owners(n), self._ids(n), self._phones(n, 0.8)
        new = [i % 12 != 0 or i == 0 for i in range(n)]  # a person has many businesses
        moments = TODAY - dice.integers(0, 1500 * 86400, n).astype("timedelta64[s]")
        made = [str(m).replace("T", " ") for m in moments]
        days = [m[:10] for m in made]
        sexes = dice.choice(["P", "L"], n).tolist()
        persons = [
            (
                owner_ids[i],
                owners[i],
                person_key(owners[i]),
                sexes[i],
                phones[i],
                regions[i],
                self.origins[0],
                made[i],
            )
            for i in range(n)
            if new[i]
        ]
        owned = [i if new[i] else i - 1 for i in range(n)]
        ids, own_phones = self._ids(n), self._phones(n, 0.3)
        nibs = [
            f"{d:013}" if told else ""
            for d, told in zip(dice.integers(0, 10**13, n), dice.random(n) < 0.4, strict=True)
        ]
        sales = (dice.lognormal(17.6, 1.1, n) // 100_000 * 100_000).astype(int).tolist()
        luck = dice.random((n, 6))
        shops = [self._shop(owners[owned[i]], sectors[i]) for i in range(n)]
        origins = dice.integers(0, 3, n)
        standings = ["confirmed" if x < 0.32 else "differs" if x < 0.35 else "" for x in luck[:, 0]]
        businesses = [
            (
                ids[i], owner_ids[owned[i]], shops[i][0], business_key(shops[i][0]), regions[i],
                sectors[i] if luck[i, 1] < 0.95 else "", shops[i][1], own_phones[i], nibs[i],
                sales[i] if luck[i, 2] < 0.75 else None, "micro" if sales[i] < 2e9 else "small",
                "sales" if luck[i, 2] < 0.75 else "", *(("-6.4", "106.8") if luck[i, 3] < 0.35 else (None, None)),
                self.origins[origins[i]], made[i], made[i] if luck[i, 4] < 0.02 else None, standings[i],
                made[i] if standings[i] == "confirmed" else None,
            )
            for i in range(n)
        ]  # fmt: skip
        codes = list(choices("constraints"))
        held = [
            (rng.choice(codes), days[i] if rng.random() < 0.25 else None, i)
            for i in range(n)
            if luck[i, 5] < 0.3
            for _ in range(1 + (luck[i, 5] < 0.1))
        ]
        fresh = self._ids(len(held))
        constraints = [
            (f, ids[i], regions[i], c, 1 + i % 3, days[i], "visit", end)
            for f, (c, end, i) in zip(fresh, held, strict=True)
        ]
        ways = list(choices("channels"))
        sold = [
            (way, i) for i in range(n) if luck[i, 3] < 0.5 for way in {rng.choice(ways), rng.choice(ways)}
        ]
        channels = [
            (f, ids[i], regions[i], way, days[i])
            for f, (way, i) in zip(self._ids(len(sold)), sold, strict=True)
        ]
        seen = [i for i in range(n) if standings[i]]
        checks = [
            (f, ids[i], owner_ids[owned[i]], "Petugas", made[i], "visit")
            for f, i in zip(self._ids(len(seen)), seen, strict=True)
        ]
        return persons, businesses, constraints, channels, checks

    def _ids(self, count: int) -> list[str]:
        numbers = self.next + np.cumsum(self.dice.integers(1, 1 << 30, count)).astype(object)
        if count:
            self.next = int(numbers[-1])
        return [f"{number:032x}" for number in numbers]

    def _phones(self, count: int, share: float) -> list[str]:
        starts = self.dice.choice(["12", "13", "21", "57", "58", "77", "78", "95", "96"], count)
        rest = self.dice.integers(10**7, 10**9, count)
        told = self.dice.random(count) < share
        return [f"+628{s}{r}" if t else "" for s, r, t in zip(starts, rest, told, strict=True)]

    def _drawn(self, count: int) -> list[str]:
        """Words by how usual they are; one in a hundred misspelt."""
        drawn = self.dice.choice(len(self.words), count, p=self.likely)
        slips = self.dice.random(count) < 0.01
        return [
            misspelt(self.rng, self.words[w]) if slip else self.words[w]
            for w, slip in zip(drawn, slips, strict=True)
        ]

    def _owners(self, count: int) -> list[str]:
        parts = [self._drawn(count) for _ in range(3)]
        titles = self.dice.choice(["H. ", "Hj. ", "Ibu ", "Bpk ", *[""] * 16], count)
        sizes = self.dice.choice([1, 2, 3], count, p=[0.1, 0.6, 0.3])
        return [t + " ".join(names[:size]) for t, size, *names in zip(titles, sizes, *parts, strict=True)]

    def _shop(self, owner: str, sector: str) -> tuple[str, str]:
        trades, rng = read("trades")[sector], self.rng
        trade, way = rng.choice(trades["trades"]), rng.random()
        product = f"{trade['product']} {rng.choice(FLAVOURS)}" if rng.random() < 0.5 else trade["product"]
        if way < 0.35:
            sign = rng.choice(trades["signs"])
            return sign.format(call=owner.split()[-1], title=rng.choice(("Bu", "Pak", "Mpok"))), product
        if way < 0.6:
            return f"{rng.choice(trade['brand'])} {rng.choice(BLESSINGS)}", product
        word = self.words[min(int(rng.expovariate(1 / 300)), len(self.words) - 1)]
        if way < 0.8:
            return f"{rng.choice(('Toko', 'Warung', 'UD', 'CV'))} {word} {rng.choice(BLESSINGS)}", product
        return f"{rng.choice(trade['brand'])} {word}", product


def _words(rng: random.Random) -> list[str]:
    pool = [
        w for p in PEOPLES for part in (p.women, p.men, p.second_women, p.second_men, p.last) for w in part
    ]
    made = [(b + e).title() for b in BEGINNINGS for e in ENDINGS]
    rng.shuffle(made)
    return list(dict.fromkeys([*pool, *_MIDDLE_MEN, *_MIDDLE_WOMEN, *made]))


def _writer(model: type[models.Model], named: Sequence[str]) -> Callable[[list], None]:
    """Writes rows of the named fields, as text and numbers; the others get their default."""
    rest = [f for f in model._meta.concrete_fields if f.name not in named and not f.generated]
    usual = tuple(f.get_db_prep_save(f.get_default(), connection) for f in rest)
    columns = [model._meta.get_field(name).column for name in named] + [f.column for f in rest]
    table, fields = model._meta.db_table, ", ".join(f'"{c}"' for c in columns)
    if connection.vendor != "postgresql":
        statement = f"INSERT INTO {table} ({fields}) VALUES ({', '.join(['?'] * len(columns))})"
        return lambda rows: connection.connection.executemany(statement, (row + usual for row in rows))
    rest_told = "".join(
        "\t" + _told(getattr(v, "dumps", lambda _o, v=v: v)(getattr(v, "obj", v))) for v in usual
    )

    def write(rows: list) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({fields}) FROM STDIN") as copy:
            copy.write("".join("\t".join(map(_told, row)) + rest_told + "\n" for row in rows))

    return write


def _told(value: Any) -> str:
    return "\\N" if value is None else str(value)


@contextmanager
def _indexes_aside(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
                " (SELECT conname FROM pg_constraint)",
                [tables],
            )
        else:
            marks = ", ".join(["%s"] * len(tables))
            made = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
            cursor.execute(made, tables)
        found = cursor.fetchall()
        for name, _made in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, made in found:
            cursor.execute(made)
