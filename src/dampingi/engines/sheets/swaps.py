"""Two columns exchanged in a stretch of rows, as when somebody pasted a last block in another order.

Phone and address show it row by row. Names of people and of businesses look alike, so the file itself
teaches which words stand in which column (naive Bayes with add-one smoothing), and the stretch with the greatest
sum of log odds (Kadane's maximum segment) is taken, if it is long and clear enough. Always reported, never silent.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from dampingi.engines.sheets import shapes

NamePair = tuple[tuple[str, ...], tuple[str, ...]]
WORDS = re.compile(r"[^\W\d_]{2,}")
LEARN_ROWS = 8000
LOOKED_AT = 15_000
DRIFT = 0.35
KNOWN = 6
CLEAR = 12.0
CLEAR_EACH = 0.8
SHORTEST = 5
TRADE_WORDS = frozenset((
    "toko", "warung", "bengkel", "dapur", "kedai", "rumah", "depot", "depo", "cv", "pt", "ud", "mebel", "meubel", "catering",
    "cake", "bakery", "food", "kitchen", "kue", "roti", "keripik", "kripik", "jaya", "abadi", "mandiri", "makmur", "sejahtera",
    "snack", "craft", "handmade", "batik", "bordir", "tailor", "penjahit", "konveksi", "laundry", "salon", "studio",
    "collection", "store", "shop", "fashion", "kopi", "coffee", "bakso", "mie", "soto", "warkop", "kreasi", "usaha", "industri",
    "sablon", "percetakan", "grafika", "las", "motor", "servis", "service", "air", "isi", "ulang", "galon", "fresh", "juice",
    "drink", "skincare", "beauty", "kosmetik", "konter", "cell", "seluler", "digital", "printing", "agen", "grosir", "sembako",
    "pupuk", "tani", "ternak", "ayam", "tahu", "tempe", "sambal", "madu", "jamu", "herbal", "souvenir", "rajut", "tas",
    "sepatu", "boutique", "butik", "hijab", "furniture",
))  # fmt: skip
SHOP_WORDS = frozenset(
    (
        "toko",
        "warung",
        "bengkel",
        "kedai",
        "cv",
        "pt",
        "ud",
        "pd",
        "rumah",
        "depot",
        "salon",
        "kios",
        "catering",
        "konveksi",
    )
)
"""No person's name begins with these."""
OPENINGS = tuple(SHOP_WORDS)
PERSON_WORDS = frozenset((
    "hj", "ibu", "bu", "bapak", "bpk", "pak", "ny", "tn", "drs", "dra", "siti", "nur", "muhammad", "ahmad", "binti", "bin",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swap:
    """Positions `first`..`last` (inclusive) hold each other's values; `certainty` is the sum of log odds."""

    first: int
    last: int
    certainty: float


@dataclass(frozen=True, slots=True)
class NameWords:
    """How often each word stands in a business name and in a person's, over the distinct pairs of a workbook."""

    in_trade: Counter[str]
    in_person: Counter[str]


def pair(business: object, owner: object) -> NamePair:
    """The words of both cells, in lower case."""
    return _words(business), _words(owner)


def _words(cell: object) -> tuple[str, ...]:
    if not isinstance(cell, str):
        return ()
    lowered = cell.lower()
    return tuple(lowered.split()) if lowered.replace(" ", "").isalpha() else tuple(WORDS.findall(lowered))


def learn(pairs: Iterable[NamePair]) -> NameWords:
    """Sheets of one workbook repeat one another: every pair counts once. Equal cells teach nothing."""
    telling = {pair for pair in islice(pairs, LEARN_ROWS) if pair[0] != pair[1]}
    in_trade = Counter(word for trade, _ in telling for word in trade)
    in_person = Counter(word for _, person in telling for word in person)
    in_trade.update(dict.fromkeys(TRADE_WORDS, KNOWN))
    in_person.update(dict.fromkeys(PERSON_WORDS, KNOWN))
    return NameWords(in_trade, in_person)


def swapped_names(business: Sequence[object], owner: Sequence[object], words: NameWords) -> Swap | None:
    """The clearest stretch where the person stands in the business column, or None.

    In very long lists every n-th row is asked first, and the rows around a find are then read one by one: a stretch
    of a few dozen rows among a hundred thousand may be missed, a block somebody pasted is not.
    """
    count = len(business)
    if count < 2 * SHORTEST:
        return None
    step = max(1, count // LOOKED_AT)
    swap = _best_stretch(evidence(list(map(pair, business[::step], owner[::step])), words))
    if swap is None or step == 1:
        return swap
    first, last = max(0, (swap.first - 2) * step), min(count, (swap.last + 3) * step)
    near = _best_stretch(
        evidence(list(map(pair, business[first:last], owner[first:last])), words), whole=count
    )
    return None if near is None else Swap(first + near.first, first + near.last, near.certainty)


def evidence(pairs: Sequence[NamePair], words: NameWords) -> list[float]:
    """Per row the log odds that its two cells are exchanged; 0 where both say the same.

    Each row is judged by the others (its own words are taken out of the counts), otherwise a word that occurs
    once would always testify for the column it stands in.
    """
    in_trade, in_person = words.in_trade, words.in_person
    ratio = math.log((in_trade.total() + 1) / (in_person.total() + 1))
    most = max(*in_trade.values(), *in_person.values())
    logs = [math.log(count + 1) for count in range(most + 2)]
    odds = []
    for trade, person in pairs:
        if trade == person or not trade or not person:
            odds.append(0.0)
            continue
        as_trade = sum(logs[in_trade[word]] - logs[max(in_person[word] - 1, 0)] - ratio for word in person)
        as_person = sum(logs[max(in_trade[word] - 1, 0)] - logs[in_person[word]] - ratio for word in trade)
        odds.append(as_trade - as_person - DRIFT)
    return odds


def _best_stretch(evidence: Sequence[float], whole: int = 0) -> Swap | None:
    best, best_range = 0.0, (0, -1)
    running, start = 0.0, 0
    for index, odds in enumerate(evidence):
        if running <= 0:
            running, start = 0.0, index
        running += odds
        if running > best:
            best, best_range = running, (start, index)
    first, last = best_range
    length = last - first + 1
    if (
        best < CLEAR
        or best < CLEAR_EACH * length
        or length < SHORTEST
        or length > max(whole, len(evidence)) / 2
    ):
        return None
    return Swap(first, last, round(best, 1))


def swapped_single_names(business: Sequence[object], owner: Sequence[object]) -> list[int]:
    """Positions where the owner is called a shop and the business a person: clear without its neighbours."""
    return [
        at
        for at, (trade, person) in enumerate(zip(business, owner, strict=True))
        if type(person) is str
        and person[:9].lower().startswith(OPENINGS)
        and _is_shop(person)
        and _is_no_shop(trade)
    ]


def _is_shop(cell: str) -> bool:
    first, *others = _words(cell) or ("",)
    return first in SHOP_WORDS and bool(others)


def _is_no_shop(cell: object) -> bool:
    words = _words(cell)
    return bool(words) and TRADE_WORDS.isdisjoint(words) and SHOP_WORDS.isdisjoint(words)


def swapped_phones(phone: Sequence[object], address: Sequence[object]) -> list[int]:
    """Positions where the address column holds a number to dial and the phone column a street."""
    return [
        index
        for index, (number, street) in enumerate(zip(phone, address, strict=True))
        if number and street and _holds_street(number) and shapes.is_phone(street)
    ]


def _holds_street(cell: object) -> bool:
    return isinstance(cell, str) and shapes.is_street(cell) and not shapes.is_phone(cell)
