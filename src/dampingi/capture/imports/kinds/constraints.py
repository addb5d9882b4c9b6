"""A constraint written in an office's own words, as a code of the taxonomy."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from dampingi.foundation.definitions import load, source_names

ALIKE = 85


@lru_cache(maxsize=16_384)
def constraint_code(text: str) -> str:
    """The taxonomy's own wording first, then the first telling word or phrase; "" where neither fits."""
    lowered = text.lower()
    best = max(
        source_names("constraints").items(), key=lambda entry: fuzz.token_set_ratio(lowered, entry[1].lower())
    )
    if fuzz.token_set_ratio(lowered, best[1].lower()) >= ALIKE:
        return best[0]
    found = telling().search(lowered)
    return _codes()[found[0]] if found else ""


@cache
def _codes() -> dict[str, str]:
    return {word: entry["code"] for entry in load("constraints") for word in entry["words"]}


@cache
def telling() -> re.Pattern[str]:
    """Any of the taxonomy's words as whole words, the longer phrase before the word it begins with."""
    words = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
