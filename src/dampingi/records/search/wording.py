"""From a business to the text of its document, and from what was typed to words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dampingi.engines.naming import KIND_WORDS, TITLE_WORDS, business_key, modern
from dampingi.foundation.regions.codes import ancestor, depth

FIELD = " | "
_WORDS = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{3,}\d")
LEAST_DIGITS = 5
MOST_WORDS = 8
LIVE, ARCHIVED, WHOLE, REVERSED = "x", "y", "k", "r"
KINDS = frozenset(word for kind in KIND_WORDS for word in kind.split())
KINDS_AND_TITLES = KINDS | TITLE_WORDS
_SHORT = {
    "tk": "toko",
    "wr": "warung",
    "ibu": "bu",
    "bpk": "pak",
    "bapak": "pak",
    "h": "haji",
    "hj": "hajjah",
}
"""One word for those that mean the same on a sign."""


def words(text: str) -> list[str]:
    """Lower case, without accents, old spelling modernised: the manner of the register's own keys."""
    return _WORDS.findall(modern(text))


def document_text(
    key: str,
    owner: str,
    product: str,
    phones: Sequence[str],
    nib: str,
    region: str,
    *,
    archived: bool,
    written: str = "",
) -> str:
    """Name | owner | product | digits | places | kinds, each as words. `key` and `owner` are comparison keys.

    Kinds of shop and titles are those of the `written` names: the keys leave them out, and people still look for a warung.

    Beside the plain words stand: names written together (`k...`), so that a whole name is found at once; digits from behind
    (`r...`), for the end of a phone; and the place and all above it (`x3276`), or `y...` for an archived business.
    """
    digits = [national(phone) for phone in dict.fromkeys(phones) if phone]
    numbers = digits + [REVERSED + d[::-1] for d in digits] + ([nib] if nib else [])
    names = dict.fromkeys(WHOLE + name.replace(" ", "") for name in (key, owner) if name)
    return FIELD.join(
        (
            key,
            owner,
            " ".join(words(product)),
            " ".join(numbers),
            " ".join([*names, *places(region, archived=archived)]),
            " ".join(kinds_and_titles(words(written))),
        )
    )


def kinds_and_titles(told: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SHORT.get(word, word) for word in told if word in KINDS_AND_TITLES))


def places(region: str, *, archived: bool) -> list[str]:
    return [place(ancestor(region, d), archived=archived) for d in range(depth(region) + 1)]


def place(region: str, *, archived: bool = False) -> str:
    """The token of everything inside a region; '' is the whole country."""
    return (ARCHIVED if archived else LIVE) + region.replace(".", "")


def vocabulary_of(text: str) -> set[str]:
    """The words of a document that people may mistype: those of its names and products."""
    return {word for word in " ".join(text.split(FIELD)[:3]).split() if not word.isdigit()}


def national(phone: str) -> str:
    """Digits without 0, 62 or +62 in front."""
    digits = "".join(c for c in phone if c.isdigit())
    return digits.removeprefix("0").removeprefix("62").removeprefix("0")


@dataclass(frozen=True)
class Typed:
    """What was typed: words to be found, and digits of a phone or NIB."""

    words: tuple[str, ...]
    digits: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    """Kinds of shop typed beside `words`: those that are of the kind come first, nobody is left out for another."""
    whole: bool = False
    """Only whole numbers fit: a part that fits would spell the rest, digit by digit, to those who may not read it."""

    @property
    def empty(self) -> bool:
        return not self.words and not self.digits


def read(text: str) -> Typed:
    """Titles and kinds of shop are no words to be found where something else remains, as they are none of the register's keys."""
    digits = [
        d
        for found in _NUMBER.findall(text)
        if len(d := "".join(c for c in found if c.isdigit())) >= LEAST_DIGITS
    ]
    rest = words(_NUMBER.sub(lambda m: " " if sum(c.isdigit() for c in m[0]) >= LEAST_DIGITS else m[0], text))
    signs, numbers = kinds_and_titles(rest), tuple(dict.fromkeys(digits))[:3]
    telling = [
        w for w in business_key(" ".join(rest)).split() if w not in TITLE_WORDS and w not in KIND_WORDS
    ]
    if not telling or KINDS.issuperset(telling):
        return Typed(signs[:MOST_WORDS], numbers)
    beside = tuple(word for word in signs if word in KINDS and word not in telling)
    return Typed(tuple(dict.fromkeys(telling))[:MOST_WORDS], numbers, beside)
