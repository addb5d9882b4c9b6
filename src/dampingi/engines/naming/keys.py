"""One comparison key for the spellings of a person's or a business's name."""

import re
import unicodedata
from functools import lru_cache

_TITLES = re.compile(
    r"\b(h|hj|haji|hajjah|ibu|bu|bpk|bapak|pak|sdr|sdri|tn|ny|drs|dra|dr|ir|prof|r|rr|raden|kh|ust|ustad|ustadz|"
    r"se|sh|st|spd|skom|mm|msi|mpd|amd|ssos|sip|sag|spt|sp)\b\.?"
)
_DEGREES = re.compile(r",.*$")
_KINDS = re.compile(
    r"\b(cv|ud|pt|pd|toko|tk|warung|wr|kedai|usaha|ukm|umkm|ikm|kelompok|home industri|home industry)\b\.?"
)
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"))


def modern(text: str) -> str:
    """Lower case without accents, old spelling modernised; punctuation stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = text.lower()
    for old, new in _OLD_SPELLING:
        text = text.replace(old, new)
    return text


def _words_kept(plain: str, left_out: frozenset[str]) -> str | None:
    """The quick way for names of plain words, which most are; None where punctuation needs the careful way."""
    if not plain.replace(" ", "").isalnum():
        return None
    return " ".join([word for word in plain.split() if word not in left_out])


def _alternatives(pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(pattern.pattern[pattern.pattern.index("(") + 1 : pattern.pattern.rindex(")")].split("|"))


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


TITLE_WORDS, KIND_WORDS = _alternatives(_TITLES), _alternatives(_KINDS)


@lru_cache(maxsize=65_536)
def person_key(name: str) -> str:
    """Titles and degrees removed, old spelling modernised.

    >>> person_key("Hj. Soeharti, S.E.")
    'suharti'
    """
    plain = modern(name)
    kept = _words_kept(plain, TITLE_WORDS)
    if kept is None:
        kept = _squeezed(_TITLES.sub(" ", _DEGREES.sub("", plain)))
    return (kept or _squeezed(plain))[:150]


@lru_cache(maxsize=65_536)
def business_key(name: str) -> str:
    """Legal forms and kinds of shop removed, so that `UD. Sumber Rejeki` meets `Sumber Rejeki`."""
    plain = modern(name)
    kept = None if "home" in plain else _words_kept(plain, KIND_WORDS)
    if kept is None:
        kept = _squeezed(_KINDS.sub(" ", plain))
    return (kept or _squeezed(plain))[:200]
