"""The sector of a business from its KBLI code, or from the words an office writes about it."""

import re
from functools import lru_cache

from dampingi.foundation.definitions import load

WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=65_536)
def sector_of(kbli: str, *texts: str) -> str:
    """A code of definitions/sectors.yaml; "" where nothing tells it. Earlier texts count before later ones."""
    if kbli and (by_code := _divisions().get(kbli[:2])):
        return by_code
    for text in texts:
        for word in WORD.findall(text.lower()):
            if found := _words().get(word):
                return found
    return ""


@lru_cache(maxsize=1)
def _divisions() -> dict[str, str]:
    return {division: sector["code"] for sector in load("sectors") for division in sector["kbli"]}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: code for code, words in load("layouts/sector_words").items() for word in words}
