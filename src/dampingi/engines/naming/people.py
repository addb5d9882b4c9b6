"""The telling words of a person's name."""

import re
from functools import lru_cache

from dampingi.engines.naming.keys import TITLE_WORDS, modern
from dampingi.engines.naming.sounds import sound

CALLS = frozenset(
    "mas mbak mba mbah abang bang mpok teh teteh kang cak cik koh ci uda uni bunda bun mama mamah mami emak mak nek nenek "
    "kakek om tante de dek kak kakak bude pakde bulik paklik ning gus nyai nona tuan nyonya almarhum alm almh".split()
)
"""What people are called beside their name; titles proper are in `keys`."""
_NOT_TELLING = TITLE_WORDS | CALLS | {"bin", "binti", "bt", "alias", "als", "dan", "dh"}
_DEGREE = re.compile(
    r"\b[sma]\.\s?(?:pd|e|h|kom|sos|ag|t|si|p|km|psi|ip|kep|farm|ak|m|md|pt|sn|ked|st|hum)\b\.?(?:\s?i\b\.?)?"
)
_ASIDE = re.compile(r"\(.*?\)|,.*$")
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65_536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a name as they sound, in the order written, without titles, degrees and what is in brackets.

    >>> person_words("Hj. Siti Aisyah, S.E."), person_words("MOCH. SOLEH"), person_words("Bu Tini")
    (('siti', 'aisa'), ('muamat', 'sole'), ('tini',))
    """
    text = modern(name)
    bare = _DEGREE.sub(" ", _ASIDE.sub(" ", text))
    words = _WORD.findall(bare) or _WORD.findall(text)
    if len(words) > 1 and words[0] == "st":
        words[0] = "siti"
    kept = [word for word in words if word not in _NOT_TELLING]
    return tuple(dict.fromkeys(map(sound, kept or words)))


_WOMEN = frozenset(
    "ibu bu ny nyonya hj hajjah mbak mba mpok teh teteh bunda mama mamah mami emak mak nek nenek tante uni bude bulik ning sdri".split()
)
_MEN = frozenset(
    "bapak bpk pak h haji bang abang mas kang cak uda om kakek pakde paklik gus tn tuan sdr".split()
)


@lru_cache(maxsize=65_536)
def called_sex(name: str) -> str:
    """`P` or `L` where a title or a call in a name says so, else `""`.

    >>> called_sex("Warung Bu Siti"), called_sex("H. Dadang"), called_sex("Siti")
    ('P', 'L', '')
    """
    words = set(_WORD.findall(name.lower()))
    woman, man = not words.isdisjoint(_WOMEN), not words.isdisjoint(_MEN)
    return "" if woman == man else "P" if woman else "L"
