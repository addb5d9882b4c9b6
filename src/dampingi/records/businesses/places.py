"""Finding the kelurahan a person means by what they typed, among those they may choose."""

from collections.abc import Sequence

from dampingi.foundation.regions.queries import Candidate, search
from dampingi.foundation.regions.spelling import key

KELURAHAN = 4
MOST = 8
BEGINS = 90
"""From this score on it is the name, or its beginning; below, only spelt like it."""


def kelurahan_meant(text: str, within: Sequence[str]) -> list[Candidate]:
    """Best first; but what begins so in one's own area, the first of `within` (region prefixes), comes before the rest.

    After a comma the place above narrows it: `Curug, Bojongsari`.
    """
    name, *above = (part.strip() for part in text.split(",")[:4])
    found: dict[str, Candidate] = {}
    for prefix in within:
        found |= {c.code: c for c in search(name, within=prefix, at_depth=KELURAHAN, limit=40)}
    for part in above:
        wanted = key(part)
        found = {code: c for code, c in found.items() if wanted in key(c.path.partition(",")[2])}
    return sorted(found.values(), key=lambda c: _order(c, within))[:MOST]


def _order(each: Candidate, within: Sequence[str]) -> tuple[bool, int, int, str]:
    near = _nearness(each.code, within)
    return (near > 0 or each.score < BEGINS), -each.score, near, each.code


def _nearness(code: str, within: Sequence[str]) -> int:
    return next((place for place, prefix in enumerate(within) if code.startswith(prefix)), len(within))


def one_meant(candidates: Sequence[Candidate]) -> str:
    """The code, if the words leave no choice; '' where a person must choose."""
    exact = [c for c in candidates if c.score == 100]
    return exact[0].code if len(exact) == 1 else ""
