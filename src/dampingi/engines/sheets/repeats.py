"""The same business twice in one file. A cheap key first, spelling distance to confirm; no model yet.

Evidence is added up: both names alike 2 (1 where owner and business bear one name, or one is unknown), a shared
phone 2, other phones -1, the same address 1, another address -1, the same NIK 1, another NIK -4, the same region
1/2. From 3/2 on two rows are one business. So the same owner with another business, or a common shop name with another owner, is none; a
namesake in another street is none; and two rows whose columns were exchanged still meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.fuzz import ratio

TITLES = frozenset((
    "h", "hj", "haji", "hajjah", "ibu", "bu", "bapak", "bpk", "pak", "sdr", "sdri", "ny", "nyonya", "tn", "tuan", "drs", "dra",
    "dr", "ir", "st", "se", "sh", "spd", "mm", "amd", "skm", "ust", "ustadz", "kh", "cv", "pt", "ud", "pd", "po", "tb", "toko",
))  # fmt: skip
TOKENS = re.compile(r"[^\W_]+")
ALIKE = 88
STREET_ALIKE = 80
ENOUGH = 1.5
SHORTENED = 0.9
MOST_PER_BLOCK = 30
NUMBERS = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]+")
NOT_TELLING = frozenset({"jl", "jln", "jalan", "rt", "rw", "no", "nomor", "gang", "gg"})


@lru_cache(maxsize=262_144)
def key(name: str) -> str:
    """Lower case, letters and digits in sorted words, titles and legal forms left out.

    `Hj. SITI, S.Pd` -> `siti`, `CV. Maju Jaya` -> `jaya maju`.
    """
    lowered = name.lower()
    tokens = lowered.split() if lowered.replace(" ", "").isalnum() else TOKENS.findall(lowered)
    kept = [token for token in tokens if (len(token) > 1 or token.isdigit()) and token not in TITLES]
    return " ".join(sorted(kept or tokens))


class Row(NamedTuple):
    """What is compared of a row. `trade` and `person` are keys of the names."""

    trade: str
    person: str
    region: str
    phones: tuple[object, ...]
    address: str | None
    nik: object = None


@dataclass(frozen=True, slots=True)
class Repeats:
    """`certain` maps a repeating row to the first one; `possible` shares phone and address under other names.

    A negative position -1-i is the i-th of the known rows, those that were on record before.
    """

    certain: dict[int, int]
    possible: dict[int, int]


def find_repeats(
    columns: tuple[Sequence[object], ...], at: Iterable[int], known: Sequence[Row] = ()
) -> Repeats:
    """Look at the rows `at` these positions, in order; each is compared with the earlier ones it might repeat.

    `columns`: business, owner, region, phones, address and NIK, as typed.
    """
    found = Repeats({}, {})
    seen = Seen()
    for number, row in enumerate(known):
        seen.remember(-1 - number, row)
    rows = comparables(columns)
    wanted = set(at)
    for position, row in enumerate(rows):
        if position not in wanted:
            continue
        first = seen.repeated(row)
        if first is not None:
            found.certain[position] = first
            continue
        suspect = seen.same_door(row)
        if suspect is not None:
            found.possible[position] = suspect
        seen.remember(position, row)
    return found


def comparables(columns: tuple[Sequence[object], ...]) -> Iterator[Row]:
    """`comparable` for whole columns of a table, in which an absent value is None: each distinct name is keyed once."""
    business, owner, regions, phones, addresses, niks = columns
    return map(
        Row,
        map(_keys(business).__getitem__, business),
        map(_keys(owner).__getitem__, owner),
        [code or "" for code in regions],
        [numbers or () for numbers in phones],
        addresses,
        niks,
    )


def _keys(names: Sequence[object]) -> dict[object, str]:
    return {name: key(name) if isinstance(name, str) else "" for name in set(names)}


def comparable(
    business: object, owner: object, region: object, phone: object, address: object, nik: object = None
) -> Row:
    return Row(
        key(business) if isinstance(business, str) else "",
        key(owner) if isinstance(owner, str) else "",
        region if isinstance(region, str) else "",
        phone if isinstance(phone, tuple) else (),
        address if isinstance(address, str) else None,
        nik,
    )


class Seen:
    """The rows so far, found again by both names, by one name in one place, or by a phone."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._by_names: dict[tuple[str, str], list[int]] = {}
        self._by_place: dict[tuple[str, str], list[int]] = {}
        self._by_phone: dict[object, list[int]] = {}

    def remember(self, position: int, row: Row) -> None:
        trade, person, region, phones, _address, _nik = row
        self._rows[position] = row
        names = (trade, person) if trade < person else (person, trade)
        self._by_names.setdefault(names, []).append(position)
        if trade:
            self._by_place.setdefault((trade, region), []).append(position)
        if person and person != trade:
            self._by_place.setdefault((person, region), []).append(position)
        for number in phones:
            self._by_phone.setdefault(number, []).append(position)

    def repeated(self, row: Row) -> int | None:
        """The earlier row this one repeats. Most rows have no candidate and cost three lookups."""
        trade, person, region, phones, _address, _nik = row
        names = (trade, person) if trade < person else (person, trade)
        for position in self._by_names.get(names, ())[-MOST_PER_BLOCK:]:
            if likeness(row, self._rows[position]) >= ENOUGH:
                return position
        for number in phones:
            for position in self._by_phone.get(number, ())[-MOST_PER_BLOCK:]:
                if likeness(row, self._rows[position]) >= ENOUGH:
                    return position
        return self._nearly(row, trade, person, region) if region else None

    def _nearly(self, row: Row, trade: str, person: str, region: str) -> int | None:
        """One name the same in the same place, the other misspelt."""
        for name, others in ((trade, person), (person, trade)):
            for position in self._by_place.get((name, region), ())[-MOST_PER_BLOCK:] if name else ():
                other = self._rows[position]
                apart = other.person if other.trade == name else other.trade
                near = not others or not apart or ratio(others, apart, score_cutoff=ALIKE)
                if near and likeness(row, other) >= ENOUGH:
                    return position
        return None

    def same_door(self, row: Row) -> int | None:
        """A row with other names but the same phone and address."""
        for number in row.phones:
            for position in self._by_phone.get(number, ())[:MOST_PER_BLOCK]:
                if _addresses(row, self._rows[position]) > 0:
                    return position
        return None


def likeness(row: Row, other: Row) -> float:
    """The sum of the evidence that two rows are one business; 0 where the names speak against it."""
    names = _names(row, other)
    if not names:
        return 0.0
    place = 0.5 if _same_place(row, other) else 0.0
    return names + _phones(row, other) + _addresses(row, other) + _niks(row, other) + place


def _niks(row: Row, other: Row) -> float:
    if row.nik is None or other.nik is None:
        return 0.0
    return 1.0 if row.nik == other.nik else -4.0


def _names(row: Row, other: Row) -> float:
    straight = min(_alike(row.trade, other.trade), _person_alike(row, other))
    crossed = min(_alike(row.trade, other.person), _alike(row.person, other.trade)) if straight <= 0 else 0.0
    alike = max(straight, crossed)
    if alike <= 0:
        return 0.0
    telling = row.trade and row.person and other.trade and other.person and row.trade != row.person
    return alike * (2.0 if telling else 1.0)


def _person_alike(row: Row, other: Row) -> float:
    """With the same NIK it is the same person; with the same phone, `Tutik U.` is `Tutik Utami`."""
    if row.nik is not None and row.nik == other.nik:
        return 1.0
    alike = _alike(row.person, other.person)
    if alike <= 0 and _phones(row, other) > 0:
        mine, theirs = set(row.person.split()), set(other.person.split())
        return SHORTENED if mine <= theirs or theirs <= mine else 0.0
    return alike


def _alike(first: str, second: str) -> float:
    """1 for equal or unknown, a little less for nearly equal, 0 for different."""
    if first == second or not first or not second:
        return 1.0
    score = ratio(first, second, score_cutoff=ALIKE)
    return score / 100 if score else 0.0


def _phones(row: Row, other: Row) -> float:
    if not row.phones or not other.phones:
        return 0.0
    return 2.0 if not set(row.phones).isdisjoint(other.phones) else -1.0


def _addresses(row: Row, other: Row) -> float:
    if row.address is None or other.address is None:
        return 0.0
    return 1.0 if same_address(row.address, other.address) else -1.0


def same_address(first: str, second: str) -> bool:
    """Streets alike, and the house numbers of one are among those of the other."""
    if first == second:
        return True
    numbers = [{number.lstrip("0") for number in NUMBERS.findall(text)} for text in (first, second)]
    if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return False
    streets = [
        " ".join(word for word in WORDS.findall(text.lower()) if word not in NOT_TELLING)
        for text in (first, second)
    ]
    return fuzz.token_set_ratio(*streets) >= STREET_ALIKE if all(streets) else streets[0] == streets[1]


def _same_place(row: Row, other: Row) -> bool:
    """Equal codes, or one a coarser statement of the other."""
    return row.region.startswith(other.region) or other.region.startswith(row.region)
