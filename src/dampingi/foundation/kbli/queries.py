"""Codes, titles and what changed between editions; search by everyday words."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from uuid import UUID

import yaml

from dampingi.engines.kbli import Entry, Hit, Index
from dampingi.foundation.kbli.models import Code, Publication

EDITIONS = ("2020", "2025")
SAME, REWORDED, CHANGED, ABSENT, UNKNOWN = "same", "reworded", "changed", "absent", "unknown"
TO_REVIEW = (CHANGED, ABSENT)


@dataclass(frozen=True)
class Guess:
    """`edition` a lone code is most likely of; `sure` is False where both editions use the digits for different things."""

    edition: str
    sure: bool


def titles(edition: str) -> dict[str, str]:
    """code -> title: the list an office loaded, else the common codes shipped."""
    return _titles(edition, _current(edition))


def title(edition: str, code: str) -> str:
    return titles(edition).get(code, "") if edition in EDITIONS else ""


def complete(edition: str) -> bool:
    """Whether a full list is loaded, so that a code that is not in it does not exist."""
    return _current(edition) is not None


def change(code: str) -> str:
    """What became of a 2020 code in the 2025 edition; `unknown` where nobody recorded it."""
    if known := _changes().get(code):
        return known
    newer = titles("2025").get(code)
    if newer is None:
        return ABSENT if complete("2025") and title("2020", code) else UNKNOWN
    return SAME if _plain(newer) == _plain(title("2020", code)) else UNKNOWN


def changed_codes(changes: Iterable[str] = TO_REVIEW) -> list[str]:
    """The 2020 codes that 2025 gave another meaning or left out."""
    wanted = set(changes)
    return [code for code in sorted(titles("2020")) if change(code) in wanted]


def edition_of(code: str, words: str = "") -> Guess:
    """The edition of a code that came without one. `words` are what the business does, which tell two meanings apart."""
    older, newer = title("2020", code), title("2025", code)
    if not newer or change(code) in (SAME, REWORDED):
        return Guess("2020", True)
    if not older:
        return Guess("2025", True)
    hits = {e: _closeness(words, title(e, code)) for e in EDITIONS} if words.strip() else {}
    return Guess("2025" if hits and hits["2025"] > hits["2020"] else "2020", False)


def only_elsewhere(edition: str) -> dict[str, str]:
    """code -> the other edition, for those that this one surely does not have: by its full list, or by what 2025 left out."""
    if edition not in EDITIONS:
        return {}
    (other,) = set(EDITIONS) - {edition}
    here, there = titles(edition), titles(other)
    sure = complete(edition)
    gone = _changes() if edition == "2025" else {}
    return {c: other for c in there if c not in here and (sure or gone.get(c) == ABSENT)}


def _closeness(words: str, said: str) -> float:
    found = Index([Entry("0", said)]).search(words, limit=1)
    return found[0].score if found else 0.0


def common_codes() -> list[tuple[str, str]]:
    """Those micro-businesses usually have: few enough to stand in a page."""
    known = titles("2020")
    return [(code, known[code]) for code in sorted(_words()) if code in known]


def search(question: str, *, edition: str = "2020", limit: int = 20) -> list[Hit]:
    """Codes of the edition for a phrase, best first."""
    return _index(edition, _current(edition)).search(question[:200], limit=limit)


def _current(edition: str) -> UUID | None:
    found = Publication.objects.filter(edition=edition, undone_at=None).order_by("-version")
    return found.values_list("id", flat=True).first()


@lru_cache(maxsize=8)
def _titles(edition: str, publication: UUID | None) -> dict[str, str]:
    """A publication never changes: its id is the version of what is kept here."""
    if publication is None:
        return {row["code"]: row["title"] for row in _shipped(edition)}
    return dict(Code.objects.filter(publication=publication).order_by("code").values_list("code", "title"))


@lru_cache(maxsize=8)
def _index(edition: str, publication: UUID | None) -> Index:
    """Everyday words belong to 2020 codes; where 2025 means the same by the digits, they serve it, too."""
    words = _words()
    own = {c: w for c, w in words.items() if edition == "2020" or _changes().get(c) in (SAME, REWORDED)}
    return Index(Entry(c, t, tuple(own.get(c, ()))) for c, t in _titles(edition, publication).items())


@cache
def _shipped(name: str) -> list[dict[str, str]]:
    text = (resources.files("dampingi") / "definitions" / "kbli" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _changes() -> dict[str, str]:
    return {row["code"]: row["change"] for row in _shipped("changes")}


@cache
def _words() -> dict[str, list[str]]:
    text = (resources.files("dampingi") / "definitions" / "kbli" / "words.yaml").read_text("utf-8")
    return {str(code): [str(w) for w in words] for code, words in yaml.safe_load(text).items()}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
