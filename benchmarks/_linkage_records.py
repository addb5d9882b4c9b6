"""A labelled register of invented micro-businesses: what several lists made of the same city.

Each record is one writing-down of one business through one door, and doors differ in what they ask and how they write: the licence extract (official
names, NIB, NIK), the office's sheet, the form on the web, paper typed later (misread letters), the list of an event (hardly more than a
name and a phone). About 16% of the businesses stand in more than one list, 2 to 5 times, so that 15-20% of the records are repeats. A pair is a
repeat only if it is the same *business*: an owner's second shop is not. Between two writings phones change, people move, shops are renamed, a
relative is given as owner; phones are one digit wrong or an agent's (one number on scores of records). No number here is a possible NIK.

Two kinds of register:

`LISTS` is as complete as the one real list we could measure, Balikpapan's directory of small industries of 2020 (1,443 rows; business name 99.8% filled, owner
99.5%, address 99.7%, product 99.8%, phone 52%; of the addresses 74% name a house number and 83% an RT; no NIK). Its office's sheet has these
shares; forms that refuse an empty field have more, and they ask the NIK. What no source tells (respelt 2-7% of words, slips 1-4%, moved 2% of pairs,
another phone 12%, a relative as owner 2%) is our guess.

`POOR` came first and is a guess throughout: NIK missing in about 64% of the records, addresses in 24%, products in 14%, names of business or owner
in 6-8%; respelt 3-14%, moved 4% of pairs, a relative as owner 6%; a seventh of the records from events. Measured beside the other, so that nobody takes its
figure for what bad lists give: many of its repeats nobody could tell.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from benchmarks import _linkage_noise as noise
from benchmarks._linkage_words import BRANDS
from benchmarks._linkage_world import PER_KELURAHAN, Business, Home, Person, World, phone

REPEATED, COPIES = 0.16, ((2, 3, 4, 5), (75, 17, 6, 2))
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


@dataclass(frozen=True)
class Setting:
    """`moved`, `new_phone`, `new_sign`: shares of pairs between whose writings it happened; `relative`: of records. `numbered`, `with_rt`: of addresses."""

    doors: tuple[Door, ...]
    moved: float
    new_phone: float
    new_sign: float
    relative: float
    numbered: float
    with_rt: float


LISTS = Setting(
    (  #       nik   nib   phone pos   born  sex   addr   owner  name   prod   call  title vary  slips misr  shout
        Door(20, 0.98, 0.99, 0.90, 0.05, 0.90, 0.95, 0.990, 0.999, 0.999, 0.990, 0.00, 0.02, 0.02, 0.01, 0.00, 0.70),
        Door(36, 0.35, 0.15, 0.52, 0.05, 0.40, 0.85, 0.997, 0.995, 0.998, 0.998, 0.02, 0.25, 0.05, 0.02, 0.00, 0.35),
        Door(26, 0.90, 0.40, 0.98, 0.50, 0.80, 0.95, 0.980, 0.995, 0.995, 0.990, 0.02, 0.05, 0.06, 0.04, 0.00, 0.08),
        Door(12, 0.60, 0.15, 0.80, 0.00, 0.60, 0.85, 0.970, 0.990, 0.990, 0.970, 0.03, 0.20, 0.07, 0.02, 0.04, 0.15),
        Door(6, 0.02, 0.02, 0.80, 0.02, 0.03, 0.45, 0.300, 0.900, 0.950, 0.800, 0.15, 0.30, 0.08, 0.04, 0.00, 0.15),
    ),
    moved=0.02, new_phone=0.12, new_sign=0.02, relative=0.01, numbered=0.74, with_rt=0.83,
)  # fmt: skip
POOR = Setting(
    (  #       nik   nib   phone pos   born  sex   addr  owner name  prod  call  title vary  slips misr  shout
        Door(18, 0.95, 0.98, 0.75, 0.05, 0.75, 0.90, 0.95, 0.99, 0.93, 0.90, 0.00, 0.02, 0.03, 0.01, 0.00, 0.70),
        Door(34, 0.35, 0.15, 0.80, 0.05, 0.40, 0.85, 0.85, 0.97, 0.93, 0.90, 0.03, 0.25, 0.10, 0.03, 0.00, 0.35),
        Door(20, 0.25, 0.20, 0.95, 0.50, 0.50, 0.85, 0.75, 0.95, 0.95, 0.95, 0.10, 0.05, 0.10, 0.06, 0.00, 0.08),
        Door(14, 0.20, 0.05, 0.70, 0.00, 0.35, 0.70, 0.75, 0.95, 0.90, 0.80, 0.06, 0.20, 0.14, 0.04, 0.08, 0.15),
        Door(14, 0.02, 0.02, 0.80, 0.02, 0.03, 0.45, 0.30, 0.80, 0.85, 0.65, 0.22, 0.30, 0.12, 0.06, 0.00, 0.15),
    ),
    moved=0.04, new_phone=0.12, new_sign=0.03, relative=0.03, numbered=0.75, with_rt=0.70,
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


def make(count: int, seed: int, setting: Setting = LISTS) -> pa.Table:
    """`count` records in random order with the columns linkage asks for, and `truth`: the business's number, `person`: its owner's."""
    world = World(seed, max(12, count // PER_KELURAHAN))
    writer = Writer(world, setting)
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

    def __init__(self, world: World, setting: Setting) -> None:
        self.world, self.rng, self.setting = world, world.rng, setting
        self._weights = [door.weight for door in setting.doors]
        self._agents: dict[str, str] = {}

    def written(self, business: Business) -> tuple[Any, ...]:
        rng = self.rng
        door = rng.choices(self.setting.doors, self._weights)[0]
        owner = rng.choice(business.owner.family) if rng.random() < self.setting.relative else business.owner
        home = self.world.home() if rng.random() < self.setting.moved / 2 else business.home
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
        if rng.random() < self.setting.new_sign / 2:
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
        number = phone(rng) if rng.random() < self.setting.new_phone / 2 else owner.phone
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
        if rng.random() < self.setting.numbered:
            text += rng.choice((" No. ", " No.", " no ", " ")) + home.number
        if rng.random() < self.setting.with_rt:
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
