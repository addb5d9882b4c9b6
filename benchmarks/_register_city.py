"""A register of a million invented businesses in a city like Depok: skewed over its kelurahan, spelled as people spell.

The same for the same seed. Written past the ORM (COPY on PostgreSQL), with the indexes made afterwards.
"""

import datetime
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from dampingi.demo.content import read
from dampingi.demo.names import _MIDDLE_MEN, _MIDDLE_WOMEN, PEOPLES
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.batches import insert_many
from dampingi.foundation.definitions import choices
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import below
from dampingi.records.businesses.models import Business, Constraint, Person, Verification
from dampingi.records.businesses.naming import business_key, person_key

CITY, SEED = "32.76", 20_261_125
BEGINNINGS = (
    "su har mul war sri nur yan tri mar kus har wid ret put ros ram sal kas nin lis mei sum tug bud kar rus wah yul zul fat"
    " mas dar sar tar jam kom rat end suk sup sud sug sun sut gun gin tam tas tin ton wan wir yas yus zai zub kho has hen her"
).split()
ENDINGS = (
    "yati yono wati tini tono yanti yanto manto mini mina nah niah tika tinah siah diyah diyanti maryati ningsih ningrum"
    " diono dianto adi ardi arti asih atmo awan eni eti ijah inah isah isman iyah iyem odin oyo udin ulina uryani wito woyo"
).split()
FLAVOURS = (
    "pedas manis gurih original balado keju cokelat pandan susu jahe madu bawang kelapa gula aren rumahan khas depok betawi"
    " sunda jawa padang kering basah mini jumbo kiloan eceran pesanan borongan premium"
).split()
PLACES_IN_NAMES = (
    "Jaya Baru Makmur Berkah Barokah Sejahtera Mandiri Abadi Lestari Sentosa Indah Utama Mulya Rejeki".split()
)


def build(businesses: int, progress: Callable[[str], None]) -> dict[str, float]:
    """Fill the empty database; returns seconds by part."""
    took = {}
    load_regions(within=CITY)
    with _indexes_aside(Person, Business, Constraint, Verification):
        started = time.monotonic()
        with transaction.atomic():
            _write(businesses)
        took["seconds_rows"] = round(time.monotonic() - started, 1)
        progress(f"rows written: {took}")
    took["seconds_indexes"] = round(time.monotonic() - started - took["seconds_rows"], 1)
    progress(f"indexes made: {took}")
    return took


def _write(count: int) -> None:
    rng = random.Random(SEED)
    origins = [
        open_origin(by=Actor.for_system("benchmark"), door=d, reference="benchmark")
        for d in ("import", "page", "field")
    ]
    now = timezone.now()
    words = Names(rng)
    persons, businesses, held, checked = [], [], [], []
    ids = _ids(rng)
    regions = _regions(rng, count)
    sectors, codes = list(choices("sectors")), list(choices("constraints"))
    trades = {s: read("trades")[s] for s in sectors if s in read("trades")}
    weights = [trades[s]["weight"] for s in trades]
    chosen = rng.choices(list(trades), weights, k=count)
    writers = {m: _writer(m, c) for m, c in COLUMNS.items()}
    for number, (region, sector) in enumerate(zip(regions, chosen, strict=True)):
        if number % 12 or not persons:  # a person has many businesses
            owner = words.person()
            person = next(ids)
            told = rng.random()
            phone = _phone(rng) if told < 0.8 else ""
            persons.append(
                (
                    person,
                    owner,
                    person_key(owner),
                    "P" if told < 0.5 else "L",
                    phone,
                    "",
                    region,
                    "",
                    "",
                    origins[0].id,
                    now,
                )
            )
        name, product = words.shop(owner, trades[sector])
        made = now - datetime.timedelta(days=rng.randrange(1500), seconds=rng.randrange(86400))
        business = next(ids)
        sales = None if rng.random() < 0.25 else int(rng.lognormvariate(17.6, 1.1)) // 100_000 * 100_000
        businesses.append((
            business, person, name, business_key(name), region, "", sector if rng.random() < 0.95 else "", "", "", product,
            _phone(rng) if rng.random() < 0.3 else "", f"{rng.randrange(10**13):013}" if rng.random() < 0.4 else "",
            sales, "micro" if (sales or 0) < 2e9 else "small", "sales" if sales else "",
            *((-6.4, 106.8) if rng.random() < 0.35 else (None, None)),
            origins[rng.randrange(3)].id, made, made if rng.random() < 0.02 else None,
        ))  # fmt: skip
        if rng.random() < 0.3:
            for code in {rng.choice(codes), rng.choice(codes)}:
                solved = made.date() + datetime.timedelta(days=60) if rng.random() < 0.25 else None
                held.append(
                    (
                        next(ids),
                        business,
                        region,
                        code,
                        rng.randrange(1, 4),
                        made.date(),
                        "visit",
                        "",
                        solved,
                        "",
                    )
                )
        if rng.random() < 0.35:
            checked.append(
                (next(ids), business, person, "Petugas", made + datetime.timedelta(days=3), "visit", "")
            )
        if len(businesses) >= 20_000:
            _flush(writers, persons, businesses, held, checked)
    _flush(writers, persons, businesses, held, checked)


COLUMNS: dict[Any, tuple[str, ...]] = {
    Person: ("id", "name", "key", "sex", "phone", "address", "region", "nik_sealed", "nik_index", "origin", "created_at"),
    Business: (
        "id", "owner", "name", "key", "region", "address", "sector", "kbli", "kbli_edition", "product", "phone", "nib",
        "annual_sales", "size", "size_basis", "latitude", "longitude", "origin", "created_at", "archived_at",
    ),
    Constraint: ("id", "business", "region", "code", "severity", "since", "source", "note", "resolved_on", "resolution"),
    Verification: ("id", "business", "by", "by_name", "at", "method", "note"),
}  # fmt: skip


def _flush(writers: dict[Any, Callable], *lists: list) -> None:
    for write, rows in zip(writers.values(), lists, strict=True):
        write(rows)
        rows.clear()


def _writer(model: type[models.Model], named: Sequence[str]) -> Callable[[list], None]:
    """Writes rows of the named fields; the others get their default."""
    rest = [f for f in model._meta.concrete_fields if f.name not in named and not f.generated]
    columns, usual = [*named, *(f.name for f in rest)], tuple(f.get_default() for f in rest)
    if connection.vendor != "postgresql":
        return lambda rows: insert_many(model, columns, (row + usual for row in rows))
    fields = ", ".join(f'"{model._meta.get_field(c).column}"' for c in columns)
    kept = tuple(Jsonb(v) if isinstance(v, list | dict) else v for v in usual)

    def write(rows: list) -> None:
        statement = f"COPY {model._meta.db_table} ({fields}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row + kept)

    return write


@contextmanager
def _indexes_aside(*tables: type[models.Model]) -> Iterator[None]:
    names = [m._meta.db_table for m in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
                " (SELECT conname FROM pg_constraint)", [names],
            )  # fmt: skip
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
                names,
            )
        found = cursor.fetchall()
        for name, _made in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, made in found:
            cursor.execute(made)


def _ids(rng: random.Random) -> Iterator[Any]:
    import uuid

    number = 1_700_000_000_000 << 80 | 7 << 76 | 2 << 62
    while True:
        number += rng.randrange(1, 1 << 20)
        yield uuid.UUID(int=number)


def _regions(rng: random.Random, count: int) -> list[str]:
    codes = [r.code for r in below(CITY, 4)]
    weights = [rng.lognormvariate(0, 0.7) for _ in codes]
    return rng.choices(codes, weights, k=count)


def _phone(rng: random.Random) -> str:
    return f"+628{rng.choice(('12', '13', '21', '57', '58', '77', '78', '95', '96'))}{rng.randrange(10**7, 10**9)}"


class Names:
    """Names of people and shops: few words often, many words seldom, some misspelt."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        pool = [
            w
            for p in PEOPLES
            for part in (p.women, p.men, p.second_women, p.second_men, p.last)
            for w in part
        ]
        pool += [*_MIDDLE_MEN, *_MIDDLE_WOMEN]
        made = [(b + e).title() for b in BEGINNINGS for e in ENDINGS]
        rng.shuffle(made)
        self.words = list(dict.fromkeys([*pool, *made]))
        self.weights = [1 / (12 + place) ** 0.9 for place in range(len(self.words))]
        self.drawn: list[str] = []

    def word(self) -> str:
        if not self.drawn:
            self.drawn = self.rng.choices(self.words, self.weights, k=100_000)
        word = self.drawn.pop()
        return misspelt(self.rng, word) if self.rng.random() < 0.01 else word

    def person(self) -> str:
        luck = self.rng.random()
        name = " ".join(self.word() for _ in range(2 if luck < 0.6 else 3 if luck < 0.9 else 1))
        return f"{self.rng.choice(('H.', 'Hj.', 'Ibu', 'Bpk'))} {name}" if luck > 0.8 else name

    def shop(self, owner: str, trades: dict[str, Any]) -> tuple[str, str]:
        rng = self.rng
        trade, way, call = rng.choice(trades["trades"]), rng.random(), owner.split()[-1]
        product = f"{trade['product']} {rng.choice(FLAVOURS)}" if way < 0.5 else trade["product"]
        if way < 0.35:
            return rng.choice(trades["signs"]).format(
                call=call, title=rng.choice(("Bu", "Pak", "Mpok"))
            ), product
        if way < 0.6:
            return f"{rng.choice(trade['brand'])} {rng.choice(PLACES_IN_NAMES)}", product
        if way < 0.8:
            return (
                f"{rng.choice(('Toko', 'Warung', 'UD', 'CV'))} {self.word()} {rng.choice(PLACES_IN_NAMES)}",
                product,
            )
        return f"{rng.choice(trade['brand'])} {self.word()}", product


def misspelt(rng: random.Random, word: str) -> str:
    """One slip of the keys: a letter lost, doubled, exchanged or swapped with its neighbour."""
    if len(word) < 4:
        return word
    at, way = rng.randrange(1, len(word) - 1), rng.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at] + word[at:]
    if way == 2:
        return word[:at] + rng.choice("aeioudnrstyhk") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
