"""A labelled register of invented micro-businesses: what several lists made of the same city.

Each record is one writing-down of one business through one door, and doors differ in what they ask and how they write: the licence extract (official
names, NIB, NIK), the office's sheet, the form on the web, paper typed later (misread letters), the list of an event (hardly more than a
name and a phone). About 16% of the businesses stand in more than one list, 2 to 5 times, so that 15-20% of the records are repeats. A pair is a
repeat only if it is the same *business*: an owner's second shop is not.

Between two writings things change: the phone (12% of pairs), a move to another kelurahan (4%), a new name over the door (3%), a relative given as owner
(6%). Phones are one digit wrong (1.5% of records) or an agent's (2%; one number stands on scores of records). Missing overall: NIK about 64%, NIB 84%, phones
19%, positions 87%, birth dates 58%, addresses 24%, products 14%, owners 6%, business names 8%, never both names. Words are respelt (3-14% by door),
mistyped or misread (1-8%). No number here is a possible NIK.

The figures were set before the engine was measured, and are not moved to flatter it. Two things were mended after a first look because no register is so: rows
that named neither the business nor its owner, and only some ninety names over all doors.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from benchmarks import _linkage_noise as noise
from benchmarks._linkage_words import BRANDS
from benchmarks._linkage_world import PER_KELURAHAN, Business, Home, Person, World, phone

REPEATED, COPIES = 0.16, ((2, 3, 4, 5), (75, 17, 6, 2))
MOVED, NEW_PHONE, NEW_SIGN, SPOUSE = 0.04, 0.12, 0.03, 0.03
AGENT, WRONG_DIGIT = 0.02, 0.015


@dataclass(frozen=True)
class Door:
    """Shares of records: with a NIK, ..., and how names are written through this door."""

    weight: int
    nik: float
    nib: float
    phone: float
    position: float
    born: float
    sex: float
    address: float
    owner: float
    name: float
    product: float
    called: float
    titled: float
    varied: float
    slips: float
    misread: float
    shouting: float


DOORS = (  #  nik   nib   phone pos   born  sex   addr  owner name  prod  call  title vary  slips misr  shout
    Door(18, 0.95, 0.98, 0.75, 0.05, 0.75, 0.90, 0.95, 0.99, 0.93, 0.90, 0.00, 0.02, 0.03, 0.01, 0.00, 0.70),
    Door(34, 0.35, 0.15, 0.80, 0.05, 0.40, 0.85, 0.85, 0.97, 0.93, 0.90, 0.03, 0.25, 0.10, 0.03, 0.00, 0.35),
    Door(20, 0.25, 0.20, 0.95, 0.50, 0.50, 0.85, 0.75, 0.95, 0.95, 0.95, 0.10, 0.05, 0.10, 0.06, 0.00, 0.08),
    Door(14, 0.20, 0.05, 0.70, 0.00, 0.35, 0.70, 0.75, 0.95, 0.90, 0.80, 0.06, 0.20, 0.14, 0.04, 0.08, 0.15),
    Door(14, 0.02, 0.02, 0.80, 0.02, 0.03, 0.45, 0.30, 0.80, 0.85, 0.65, 0.22, 0.30, 0.12, 0.06, 0.00, 0.15),
)  # fmt: skip
COLUMNS: dict[str, Any] = {
    **{name: pa.string() for name in ("id", "business_name", "owner_name")},
    "phones": pa.list_(pa.string()),
    **{name: pa.string() for name in ("nib", "nik", "born_on", "sex", "address", "region")},
    **{
        "latitude": pa.float64(),
        "longitude": pa.float64(),
        "product": pa.string(),
        "truth": pa.int64(),
        "person": pa.string(),
    },
}


def make(count: int, seed: int) -> pa.Table:
    """`count` records in random order with the columns linkage asks for, and `truth`: the business's number, `person`: its owner's."""
    world = World(seed, max(12, count // PER_KELURAHAN))
    writer = Writer(world)
    rows: list[tuple[Any, ...]] = []
    rng = world.rng
    while len(rows) < count:
        business = world.business()
        times = rng.choices(*COPIES)[0] if rng.random() < REPEATED else 1
        rows += [writer.written(business) for _ in range(times)]
    rows = rows[:count]
    rng.shuffle(rows)
    named = [(f"{seed}-{i}", *row) for i, row in enumerate(rows)]
    columns = dict(zip(COLUMNS, zip(*named, strict=True), strict=True))
    return pa.table(columns, schema=pa.schema(list(COLUMNS.items())))


class Writer:
    """Writes businesses down."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.rng
        self._agents: dict[str, str] = {}

    def written(self, business: Business) -> tuple[Any, ...]:
        rng = self.rng
        door = rng.choices(DOORS, [d.weight for d in DOORS])[0]
        owner = rng.choice(business.owner.family) if rng.random() < SPOUSE else business.owner
        home = self.world.home() if rng.random() < MOVED / 2 else business.home
        sign, named = rng.random() < door.name, rng.random() < door.owner
        sign = sign or not named  # a row that names neither the business nor the owner is on nobody's list
        position = rng.random() < door.position
        return (
            *(self._sign(door, business) if sign else None, self._owner(door, owner) if named else None),
            self._phones(door, owner, home),
            self._nib(owner) if owner.nib and rng.random() < door.nib else "",
            (owner.nik if rng.random() > 0.005 else f"nik-x{int(rng.random() * 1e9)}")
            if rng.random() < door.nik
            else "",
            self._born(owner) if rng.random() < door.born else None,
            self._sex(owner) if rng.random() < door.sex else "",
            self._address(door, home) if rng.random() < door.address else "",
            self._region(home),
            *(
                (
                    round(home.latitude + rng.gauss(0, 0.0002), 6),
                    round(home.longitude + rng.gauss(0, 0.0002), 6),
                )
                if position
                else (None, None)
            ),
            self._words(door, business.product.split()) if rng.random() < door.product else "",
            *(business.number, business.owner.nik),
        )

    def _word(self, door: Door, word: str) -> str:
        rng = self.rng
        if rng.random() < door.varied or (word in ("muhammad", "ahmad") and rng.random() < 0.5):
            word = noise.spelt(rng, word)
        if rng.random() < door.slips:
            word = noise.slipped(rng, word)
        if rng.random() < door.misread:
            word = noise.misread(rng, word)
        return word

    def _words(self, door: Door, words: list[str] | tuple[str, ...]) -> str:
        return " ".join(self._word(door, word) for word in words)

    def _owner(self, door: Door, owner: Person) -> str:
        rng = self.rng
        name = [owner.call] if rng.random() < door.called else list(owner.name)
        if len(name) > 1:
            way = rng.random()
            if way < 0.05:
                name = [*name[:-1], name[-1][0]]
            elif way < 0.07:
                name = [name[0][0], *name[1:]]
            elif way < 0.11:
                name.pop(rng.randrange(len(name)))
            elif way < 0.13:
                name = [*name[1:], name[0]]
        text = noise.cased(rng, self._words(door, name), door.shouting)
        if rng.random() < door.titled:
            text = f"{rng.choice(noise.PEOPLE_TITLES[owner.woman])} {text}"
        return text + (rng.choice(noise.DEGREES) if rng.random() < 0.04 else "")

    def _sign(self, door: Door, business: Business) -> str:
        rng = self.rng
        words, kind, title = list(business.sign), business.kind, business.title
        if rng.random() < NEW_SIGN / 2:
            words, kind, title = rng.choice(BRANDS).split("_"), "", ""
        if title and title not in words:
            words = [title, *words]
        if title and rng.random() < 0.15:
            other = rng.choice(("ibu", "bu") if business.owner.woman else ("pak", "bapak", "bpk"))
            words = [other if word == title else word for word in words]
        if len(words) > 2 and rng.random() < 0.08:
            words.pop(rng.randrange(len(words)))
        if kind and rng.random() < 0.75:
            words = [
                {"toko": rng.choice(("toko", "tk.")), "warung": rng.choice(("warung", "wr."))}.get(
                    kind, kind
                ),
                *words,
            ]
        elif not kind and rng.random() < 0.08:
            words = [rng.choice(("usaha", "toko", "warung", "rumah")), *words]
        return noise.cased(rng, self._words(door, words), door.shouting)

    def _phones(self, door: Door, owner: Person, home: Home) -> list[str]:
        rng = self.rng
        if rng.random() >= door.phone:
            return []
        if rng.random() < AGENT:
            return [self._agents.setdefault(home.region[:8], phone(rng))]
        number = phone(rng) if rng.random() < NEW_PHONE / 2 else owner.phone
        if owner.second_phone and rng.random() < 0.2:
            number = owner.second_phone
        if rng.random() < WRONG_DIGIT:
            at = rng.randrange(5, len(number))
            number = number[:at] + rng.choice("0123456789") + number[at + 1 :]
        both = owner.second_phone and rng.random() < 0.4
        return [number, owner.second_phone] if both and number != owner.second_phone else [number]

    def _nib(self, owner: Person) -> str:
        if self.rng.random() > 0.01:
            return owner.nib
        at = self.rng.randrange(13)
        return owner.nib[:at] + self.rng.choice("0123456789") + owner.nib[at + 1 :]

    def _born(self, owner: Person) -> str:
        rng = self.rng
        year, month, day = owner.born
        way = rng.random()
        if way < 0.02 and day <= 12:
            month, day = day, month
        elif way < 0.05:
            month, day = 1, 1
        elif way < 0.065:
            year += rng.choice((-10, -1, 1, 10))
        return f"{year}-{month:02d}-{day:02d}"

    def _sex(self, owner: Person) -> str:
        return "P" if owner.woman != (self.rng.random() < 0.01) else "L"

    def _region(self, home: Home) -> str:
        way = self.rng.random()
        if way < 0.02:
            return home.region[:8]
        return self.world.home().region if way < 0.025 else home.region

    def _address(self, door: Door, home: Home) -> str:
        rng = self.rng
        way = (
            rng.choice(("Gg.", "Gang", "Gg"))
            if home.alley
            else rng.choice(("Jl.", "Jalan", "Jln", "Jl", "Jln."))
        )
        text = f"{way} {self._words(door, home.street.split()).title()}"
        if rng.random() < 0.75:
            text += rng.choice((" No. ", " No.", " no ", " ")) + home.number
        if rng.random() < 0.7:
            rt, rw = home.rt, home.rw
            text += rng.choice(
                (
                    f" RT {rt:02d}/RW {rw:02d}",
                    f" RT {rt}/{rw}",
                    f", RT.{rt:03d} RW.{rw:03d}",
                    f" rt{rt} rw{rw}",
                    f" {rt:02d}/{rw:02d}",
                )
            )
        return text
