"""The truth behind the records: households, the people in them, and the businesses they run.

What makes it hard, as in a real register: names come from skewed pools, so there are many true namesakes; relatives share an address and
often a phone but run different businesses; one person may run two, of different trades; signs over doors (*Berkah*, *Warung Bu Siti*) repeat.
"""

import random
from bisect import bisect
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from benchmarks import _linkage_words as words

PER_KELURAHAN = 1_600
KELURAHAN_PER_KECAMATAN, KECAMATAN_PER_CITY = 6, 11


@dataclass
class Home:
    region: str
    street: str
    alley: bool
    number: str
    rt: int
    rw: int
    latitude: float
    longitude: float


@dataclass
class Person:
    name: tuple[str, ...]
    woman: bool
    born: tuple[int, int, int]
    phone: str
    second_phone: str
    nik: str
    nib: str
    home: Home
    call: str
    family: list["Person"] = field(default_factory=list)


@dataclass
class Business:
    number: int
    owner: Person
    sign: tuple[str, ...]
    kind: str
    title: str
    product: str
    home: Home


class Skewed:
    """Draws from a list whose words become rarer down the list (Zipf with exponent `s`)."""

    def __init__(self, items: list[str], s: float = 0.9) -> None:
        self.items = items
        self.sums = list(accumulate(1 / (i + 3) ** s for i in range(len(items))))

    def draw(self, rng: random.Random) -> str:
        return self.items[bisect(self.sums, rng.random() * self.sums[-1])]


FIRST = {True: Skewed(words.WOMEN), False: Skewed(words.MEN)}
SECOND = {True: Skewed(words.SECOND_WOMEN, 0.6), False: Skewed(words.SECOND_MEN, 0.6)}
BRAND, CHILD, STREET = Skewed(words.BRANDS), Skewed(words.CHILDREN, 0.5), Skewed(words.STREETS, 0.6)
PRODUCT = Skewed(list(words.TRADES), 0.6)
KINDS = ("warung", "toko", "kedai", "kios", "ud", "cv", "")
TITLES = {
    True: ("bu", "ibu", "mama", "mpok", "teh", "mbak", "bunda"),
    False: ("pak", "bang", "mas", "kang", "haji", "cak"),
}


def brand(rng: random.Random) -> list[str]:
    """Half the time what is on every second sign, else two words put together, or a name made up."""
    way = rng.random()
    if way < 0.5:
        return BRAND.draw(rng).split("_")
    if way < 0.8:
        return [rng.choice(words.SIGN_FIRST), rng.choice(words.SIGN_SECOND)]
    return [made_up(rng, rng.random() < 0.5)]


def region(index: int) -> str:
    kecamatan, kelurahan = divmod(index, KELURAHAN_PER_KECAMATAN)
    city, kecamatan = divmod(kecamatan, KECAMATAN_PER_CITY)
    return f"90.{city + 1:02d}.{kecamatan + 1:02d}.1{kelurahan + 1:03d}"


class World:
    """Businesses one after the other; everything hangs on the seed."""

    def __init__(self, seed: int, kelurahan: int) -> None:
        self.rng = random.Random(seed)
        self.kelurahan = kelurahan
        self._streets: dict[int, list[str]] = {}
        self._waiting: list[Business] = []
        self._number = self._people = 0

    def business(self) -> Business:
        while not self._waiting:
            self._household()
        return self._waiting.pop()

    def home(self, index: int | None = None) -> Home:
        rng = self.rng
        index = rng.randrange(self.kelurahan) if index is None else index
        if index not in self._streets:
            self._streets[index] = [STREET.draw(rng) for _ in range(25)]
        row, column = divmod(index, 40)
        return Home(
            *(region(index), rng.choice(self._streets[index]).replace("_", " "), rng.random() < 0.3),
            str(rng.randint(1, 150)) + (rng.choice("abc") if rng.random() < 0.05 else ""),
            *(rng.randint(1, 8), rng.randint(1, 15)),
            -6.4 + row * 0.02 + rng.random() * 0.02,
            106.7 + column * 0.02 + rng.random() * 0.02,
        )

    def _household(self) -> None:
        rng = self.rng
        home = self.home()
        members = [self._person(home) for _ in range(rng.choices((1, 2, 3), (80, 16, 4))[0])]
        for person in members:
            person.family = [p for p in members if p is not person] or [self._person(home)]
            if person is not members[0] and rng.random() < 0.35:
                person.phone = members[0].phone
            trades: list[str] = []
            for i in range(rng.choices((1, 2, 3), (92, 7, 1))[0]):
                elsewhere = i and rng.random() < 0.3
                business = self._business(person, self.home() if elsewhere else home, trades)
                trades.append(business.product)
                self._waiting.append(business)
        rng.shuffle(self._waiting)

    def _person(self, home: Home) -> Person:
        rng = self.rng
        woman = rng.random() < 0.58
        name = _name(rng, woman)
        self._people += 1
        return Person(
            *(name, woman, (rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28))),
            *(phone(rng), phone(rng) if rng.random() < 0.2 else ""),
            *(f"nik-{self._people}", f"{rng.randrange(10**12, 10**13)}" if rng.random() < 0.6 else ""),
            *(home, nickname(rng, name)),
        )

    def _business(self, owner: Person, home: Home, trades: list[str]) -> Business:
        rng = self.rng
        while (product := PRODUCT.draw(rng)) in trades:  # nobody keeps two shops for one trade
            pass
        short = rng.choice(words.TRADES[product])
        title, kind, way = rng.choice(TITLES[owner.woman]), rng.choice(KINDS), rng.random()
        called = owner.call if rng.random() < 0.7 else owner.name[0]
        if way < 0.22:
            sign, kind = (called,), rng.choices(("warung", "toko", "kedai", "kios"), (6, 3, 1, 1))[0]
        elif way < 0.38:
            sign, kind = (*short.split(), title, called), ""
        elif way < 0.62:
            sign, title = tuple(brand(rng)), ""
        elif way < 0.80:
            sign, kind, title = (*short.split(), *brand(rng)), "", ""
        elif way < 0.90:
            sign, kind, title = (CHILD.draw(rng), *short.split()), "", ""
        elif way < 0.95:
            sign, title = (home.street.split()[-1], *brand(rng)), ""
        else:
            sign, kind, title = tuple(short.split()), "", ""
        self._number += 1
        return Business(self._number, owner, sign, kind, title, product, home)


def _name(rng: random.Random, woman: bool) -> tuple[str, ...]:
    first = made_up(rng, woman) if rng.random() < 0.18 else FIRST[woman].draw(rng)
    count = rng.choices((1, 2, 3), (15, 63, 22))[0]
    name = [first]
    while len(name) < count:
        way = rng.random()
        drawn = (
            made_up(rng, woman)
            if way < 0.2
            else rng.choice(words.FAMILY)
            if way < 0.25
            else SECOND[woman].draw(rng)
        )
        if drawn not in name:
            name.append(drawn)
    return tuple(name)


def made_up(rng: random.Random, woman: bool) -> str:
    """Names of the many are put together from syllables: the long tail."""
    tails = words.TAILS_WOMEN if woman else words.TAILS_MEN
    return (
        rng.choice(words.HEADS) + (rng.choice(words.HEARTS) if rng.random() < 0.7 else "") + rng.choice(tails)
    )


def nickname(rng: random.Random, name: tuple[str, ...]) -> str:
    """What neighbours say: a word of the name, its end or its beginning."""
    word = rng.choice(name)
    way = rng.random()
    if way < 0.45 or len(word) < 5:
        return word
    return word[-rng.choice((3, 4)) :] if way < 0.8 else word[: rng.choice((3, 4))]


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(
        "811 812 813 815 816 817 818 819 821 822 823 831 838 852 853 856 857 858 877 878 881 895 896 897 899".split()
    )


def phone(rng: random.Random) -> str:
    return f"+62{rng.choice(_prefixes())}{rng.randrange(10**6, 10**8):08d}"
