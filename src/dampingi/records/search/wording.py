"""From a business to the text of its document, and from what was typed to words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dampingi.engines.naming import KIND_WORDS, TITLE_WORDS, modern
from dampingi.foundation.regions.codes import ancestor, depth

FIELD = " | "
_WORDS = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{3,}\d")
LEAST_DIGITS = 5
MOST_WORDS = 8
LIVE, ARCHIVED, WHOLE, REVERSED = "x", "y", "k", "r"


def words(text: str) -> list[str]:
    """Lower case, without accents, old spelling modernised: the manner of the register's own keys."""
    return _WORDS.findall(modern(text))


def document_text(
    key: str, owner: str, product: str, phones: Sequence[str], nib: str, region: str, *, archived: bool
) -> str:
    """Name | owner | product | digits | places, each as words. `key` and `owner` are comparison keys.

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
        )
    )


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
    whole: bool = False
    """Only whole numbers fit: a part that fits would spell the rest, digit by digit, to those who may not read it."""

    @property
    def empty(self) -> bool:
        return not self.words and not self.digits


def read(text: str) -> Typed:
    """Titles and kinds of shop are left out where something else remains, as they are in the register's keys."""
    digits = [
        d
        for found in _NUMBER.findall(text)
        if len(d := "".join(c for c in found if c.isdigit())) >= LEAST_DIGITS
    ]
    rest = words(_NUMBER.sub(lambda m: " " if sum(c.isdigit() for c in m[0]) >= LEAST_DIGITS else m[0], text))
    telling = [w for w in rest if w not in TITLE_WORDS and w not in KIND_WORDS]
    return Typed(tuple(dict.fromkeys(telling or rest))[:MOST_WORDS], tuple(dict.fromkeys(digits))[:3])
