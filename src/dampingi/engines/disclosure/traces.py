"""What in a text would tell who is meant. Finds what has a form; who reads it must see the rest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_NAME = 3
_MONEY = re.compile(
    r"(?<![\d.])(?<!\+62)(?<!\+62[\s.-])(?!62\.8\d\d\.\d{3}\.\d{3})[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\.?\d)"
)
"""Thousands set apart by dots; a phone number begins with 0 or the country's 62, and a NIK has an odd group at one end."""
_WHEN = re.compile(
    r"(?<![\d./_-])(?<![\d)]\s)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|[0-2]?\d\.[0-5]\d\s?[-–]\s?[0-2]?\d\.[0-5]\d)"
    r"(?![./_–-]?\d)"
)
"""A day, a span of years or of hours."""
_NUMBER = re.compile(r"\+?\d(?:[\s.()/_·‐‑‒–—−-]{0,3}\d){7,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_STREET = re.compile(
    r"\b(?i:jln?\.?|gg\.?)\s+\w[\w./-]*|\b(?i:jalan|gang|perum(?:ahan)?)\s+[A-Z][\w./-]*|\b(?i:blok)\s+[A-Z0-9][\w./-]*|\b(?i:r[tw])\.?\s*0*\d+"
)
_CALLED = re.compile(
    r"\b(?i:bu|ibu|pak|bapak|bpk\.?|mas|mbak|kak|haji|hj\.)\s+(?i:h(?:aji|j)?\.?\s+)?"
    r"(?!(?i:rt|rw|camat|lurah|kades|wali|walikota|bupati|gubernur|kepala|ketua|kota|rumah|dinas)\b)([A-Z][A-Za-z]+)"
)
"""After what people are called by; an office is nobody's name."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Trace:
    """`kind`: name, number, mail or address; `words` as they stand in the text."""

    kind: str
    words: str


def traces(text: str, names: Iterable[str] = ()) -> list[Trace]:
    """What is left of anybody, each once, in the order of kinds. `names` are those of whoever had a part in it."""
    found = [Trace("name", words) for words in (*_named(text, names), *_CALLED.findall(text))]
    found += [Trace("mail", m) for m in _MAIL.findall(text)]
    found += [Trace("number", m.strip()) for m in _NUMBER.findall(_WHEN.sub("|", _MONEY.sub("|", text)))]
    found += [Trace("address", m) for m in _STREET.findall(text)]
    return list(dict.fromkeys(found))


def _named(text: str, names: Iterable[str]) -> list[str]:
    """A whole name in any letters; a part of one only where it is written as a name: `sari buah` is no Sari."""
    spoken = {w for w in _WORD.findall(text) if w[0].isupper()}
    folded = f" {' '.join(_WORD.findall(text.casefold()))} "
    found: list[str] = []
    for name in names:
        parts = _WORD.findall(name)
        whole = " ".join(p.casefold() for p in parts)
        if len(whole) > LEAST_NAME and f" {whole} " in folded:
            found.append(name)
        found += [
            w
            for w in sorted(spoken)
            if len(w) >= LEAST_NAME and w.casefold() in {p.casefold() for p in parts}
        ]
    return list(dict.fromkeys(found))
