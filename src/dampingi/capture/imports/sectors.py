"""The sector of a business from its KBLI code, or from the words an office writes about it."""

import re
from functools import lru_cache

from dampingi.foundation.definitions import load

WORD = re.compile(r"[^\W\d_]{3,}")


def sector_of(kbli: str, *texts: str) -> str:
    """A code of definitions/sectors.yaml; "" where nothing tells it. Earlier texts count before later ones."""
    if kbli and (by_code := _divisions().get(kbli[:2])):
        return by_code
    return next((found for text in texts if text and (found := _of_words(text))), "")


@lru_cache(maxsize=16_384)
def _of_words(text: str) -> str:
    known = _words()
    return next((known[word] for word in WORD.findall(text.lower()) if word in known), "")


@lru_cache(maxsize=1)
def _divisions() -> dict[str, str]:
    return {division: sector["code"] for sector in load("sectors") for division in sector["kbli"]}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: code for code, words in load("layouts/sector_words").items() for word in words}
