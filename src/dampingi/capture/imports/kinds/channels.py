"""Ways of selling written in an office's own words, as codes of definitions/channels.yaml."""

import re
from functools import cache, lru_cache

from dampingi.foundation.definitions import load

PARTS = re.compile(r"[,;/&+\n|]|\bdan\b|\bserta\b")
AT_HOME, NOWHERE = (
    "stall",
    frozenset({"", "-", "tidak", "tidak ada", "belum", "belum ada", "tdk ada", "nihil"}),
)


@lru_cache(maxsize=16_384)
def channel_codes(text: str) -> tuple[tuple[str, ...], bool]:
    """(codes in their list's order, whether every part of the text was understood).

    A shop named beside another way ("titip di warung") says where that way is, not that the business has a shop.
    """
    found: set[str] = set()
    whole = True
    for part in PARTS.split(text.lower()):
        if part.strip(" .") in NOWHERE:
            continue
        said = {_codes()[word] for word in _telling().findall(part)}
        found |= said - {AT_HOME} or said
        whole = whole and bool(said)
    return tuple(entry["code"] for entry in load("channels") if entry["code"] in found), whole


@cache
def _codes() -> dict[str, str]:
    return {word: entry["code"] for entry in load("channels") for word in entry["words"]}


@cache
def _telling() -> re.Pattern[str]:
    words = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
