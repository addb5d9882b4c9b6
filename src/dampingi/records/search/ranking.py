"""How well a document fits what was typed, and which part of it did."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dampingi.records.search.wording import FIELD, Typed, national

EXACT, NAME, OWNER, PRODUCT, TOGETHER = 1.0, 1.0, 0.98, 0.85, 0.95
KIND = 0.15
"""For being of the kind of shop typed beside a name: enough for Warung Bu Siti before Toko Siti, too little to make up for a word."""
TURNED, BEGUN = 0.88, 0.9
"""How like a whole name its words in another order are, and its first words alone."""
LEAST = 0.45
"""Hits that fit worse than this share of what was typed are left out."""
Likeness = Mapping[str, float]
"""Word of the vocabulary -> how like the typed word it is, 0 to 1."""


class Match(NamedTuple):
    score: float
    """0 to 1 for the words (or digits), and up to a quarter more for the likeness of the whole name, and `KIND`."""
    by: str
    """name, owner, product or number: what fitted best."""


K = TypeVar("K", bound=Hashable)
Fits = dict[K, tuple[Match, str]]


def fitting(hits: Mapping[K, str], typed: Typed, likenesses: Sequence[Likeness]) -> Fits[K]:
    """Key -> (how its document fits, the document), of those that fit well enough. `hits` are documents by key."""
    joined, spelled, ordered = "".join(typed.words), " ".join(typed.words), " ".join(sorted(typed.words))
    fits = {}
    for key, text in hits.items():
        name, owner, product, numbers, _places, *signs = text.split(FIELD)
        kinds = signs[0].split() if signs else []
        words = (
            (name.split(), "name", NAME),
            (owner.split(), "owner", OWNER),
            (product.split(), "product", PRODUCT),
            (kinds, "name", NAME),
        )
        parts = [_word(likeness, words) for likeness in likenesses]
        parts += [(_number(digits, numbers, whole=typed.whole), "number") for digits in typed.digits]
        score = sum([part[0] for part in parts]) / len(parts)
        by = min([_ORDER[by] for share, by in parts if share], default=_ORDER["name"])
        if joined and score < TOGETHER and (by_joined := _together(joined, name, owner)):
            score, by = TOGETHER, _ORDER[by_joined]
        if joined:
            score += max(_whole(spelled, name, owner), _in_any_order(ordered, words[:2])) / 4
        if score >= LEAST:
            fits[key] = Match(score + _of_kind(typed, kinds, _FIELDS[by]), _FIELDS[by]), text
    return fits


def best_first(fits: Fits[K]) -> dict[K, Match]:
    """The same for the same documents, whatever order they came in."""
    ordered = sorted(fits.items(), key=lambda each: (-each[1][0].score, each[1][1]))
    return {key: fit for key, (fit, _text) in ordered}


_FIELDS = ("number", "product", "owner", "name")
_ORDER = {field: place for place, field in enumerate(_FIELDS)}


def _of_kind(typed: Typed, kinds: Sequence[str], by: str) -> float:
    """A kind is the sign's: it says less of whom the owner's name or the product was meant by."""
    if not typed.kinds:
        return 0.0
    share = sum(kind in kinds for kind in typed.kinds) / len(typed.kinds)
    return share * KIND * (1 if by == "name" else 0.5)


def _together(joined: str, name: str, owner: str) -> str:
    """`sumberrejeki` is Sumber Rejeki, and the other way round."""
    if len(joined) > 1 and joined[0] == name[:1] and name.replace(" ", "").startswith(joined):
        return "name"
    return "owner" if len(joined) > 1 and owner.replace(" ", "").startswith(joined) else ""


def _whole(typed: str, name: str, owner: str) -> float:
    both = 0.9 * fuzz.token_sort_ratio(typed, f"{name} {owner}")
    begun = BEGUN if f"{owner} ".startswith(f"{typed} ") or f"{name} ".startswith(f"{typed} ") else 0
    return max(fuzz.ratio(typed, name) / 100, fuzz.ratio(typed, owner) / 100, both / 100, begun)


def _in_any_order(typed: str, fields: Sequence[tuple[list[str], str, float]]) -> float:
    """Less than in the same order: `rahma sugeng` finds Sugeng Rahma, before Sugeng Rahmat and behind any Rahma Sugeng."""
    return max(fuzz.ratio(typed, " ".join(sorted(words))) for words, _by, _weight in fields) * TURNED / 100


def _word(likeness: Likeness, fields: Sequence[tuple[list[str], str, float]]) -> tuple[float, str]:
    best, best_by = 0.0, "name"
    for words, by, weight in fields:
        for word in words:
            if word in likeness and likeness[word] * weight > best:
                best, best_by = likeness[word] * weight, by
    return best, best_by


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
