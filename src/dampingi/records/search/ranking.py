"""How well a document fits what was typed, and which part of it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dampingi.records.search.wording import FIELD, Typed, national

EXACT, NAME, OWNER, PRODUCT, TOGETHER = 1.0, 1.0, 0.98, 0.85, 0.95
LEAST = 0.45
"""Hits that fit worse than this share of what was typed are left out."""
Likeness = Mapping[str, float]
"""Word of the vocabulary -> how like the typed word it is, 0 to 1."""


@dataclass(frozen=True)
class Match:
    score: float
    """0 to 1 for the words (or digits), and up to a quarter more for the likeness of the whole name."""
    by: str
    """name, owner, product or number: what fitted best."""


def match(text: str, typed: Typed, likenesses: Sequence[Likeness]) -> Match:
    name, owner, product, numbers, _places = text.split(FIELD)
    parts = [_word(likeness, name, owner, product) for likeness in likenesses]
    parts += [(_number(digits, numbers, whole=typed.whole), "number") for digits in typed.digits]
    score = sum(part[0] for part in parts) / len(parts)
    by = min(parts, key=lambda part: _ORDER[part[1]] if part[0] else len(_ORDER))[1]
    if not typed.words:
        return Match(score, by)
    if score < TOGETHER and (joined := _together(typed, name, owner)):
        score, by = TOGETHER, joined
    return Match(score + _whole(" ".join(typed.words), name, owner) / 4, by)


_ORDER = {"number": 0, "product": 1, "owner": 2, "name": 3}


def _together(typed: Typed, name: str, owner: str) -> str:
    """`sumberrejeki` is Sumber Rejeki, and the other way round."""
    joined = "".join(typed.words)
    fields = (("name", name), ("owner", owner))
    return next((by for by, f in fields if len(joined) > 1 and f.replace(" ", "").startswith(joined)), "")


def _whole(typed: str, name: str, owner: str) -> float:
    both = 0.9 * fuzz.token_sort_ratio(typed, f"{name} {owner}")
    return max(fuzz.ratio(typed, name), fuzz.ratio(typed, owner), both) / 100


def _word(likeness: Likeness, name: str, owner: str, product: str) -> tuple[float, str]:
    best, by = 0.0, "name"
    for field, weight, words in (
        ("name", NAME, name),
        ("owner", OWNER, owner),
        ("product", PRODUCT, product),
    ):
        for word in words.split():
            alike = likeness.get(word, 0.0) * weight
            if alike > best:
                best, by = alike, field
    return best, by


def _number(digits: str, numbers: str, *, whole: bool = False) -> float:
    """1 for the whole number, less for a part of it, less again for one or two wrong digits; `whole`: nothing for less."""
    wanted, best = national(digits), 0.0
    for held in numbers.split():
        if held.startswith("r"):
            continue
        if held in (wanted, digits):
            return EXACT
        if whole:
            continue
        if wanted in held or digits in held:
            best = max(best, 0.7 + 0.25 * len(wanted) / len(held))
        elif len(wanted) >= 8 and (edits := OSA.distance(wanted, held, score_cutoff=2)) <= 2:
            best = max(best, 0.9 - 0.15 * edits)
    return best
