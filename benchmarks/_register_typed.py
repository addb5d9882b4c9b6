"""What people type, with one kind of error each, when they mean a business of the register."""

import random
from collections.abc import Callable
from typing import Any


def misspelt(rng: random.Random, word: str) -> str:
    """One slip of the keys: a letter lost, doubled, exchanged or swapped with its neighbour."""
    if len(word) < 4:
        return word
    at, way = rng.randrange(1, len(word) - 1), rng.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at] + word[at:]
    if way == 2:
        return word[:at] + rng.choice("aeioudnrstyhk") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def name(business: Any) -> list[str]:
    return business.key.split() if len(business.key.split()) > 1 else []


def owner(business: Any) -> list[str]:
    words = business.owner.key.split()
    return words if len(words) > 1 and all(len(w) > 3 for w in words) else []


def on(words: Callable, field: str, change: Callable) -> Callable:
    def made(rng: random.Random, business: Any) -> Any:
        told = words(business)
        value = business.owner.key if field == "owner" else getattr(business, field)
        return (change(rng, list(told)), (field, value)) if told else None

    return made


def edits(count: int) -> Callable:
    def change(rng: random.Random, words: list[str]) -> str:
        for at in rng.sample(range(len(words)), min(count, len(words))):
            words[at] = misspelt(rng, words[at])
        return " ".join(words)

    return change


def old(rng: random.Random, words: list[str]) -> str:
    return " ".join(w.replace("u", "oe").replace("j", "dj").replace("c", "tj") for w in words)


def phone(part: Callable[[str], str]) -> Callable:
    def made(rng: random.Random, business: Any) -> Any:
        told = business.phone or business.owner.phone
        return (part(told), ("phone", told)) if told else None

    return made


def nib(rng: random.Random, business: Any) -> Any:
    return (business.nib, ("nib", business.nib)) if business.nib else None


KINDS: dict[str, Callable[[random.Random, Any], tuple[str, tuple[str, str]] | None]] = {
    "exact_name": on(name, "key", lambda _rng, w: " ".join(w)),
    "exact_owner": on(owner, "owner", lambda _rng, w: " ".join(w)),
    "one_edit": on(owner, "owner", edits(1)),
    "two_edits": on(owner, "owner", edits(2)),
    "one_edit_of_shop": on(name, "key", edits(1)),
    "extra_word": on(owner, "owner", lambda rng, w: " ".join([*w, "wijayakusuma"])),
    "missing_word": on(lambda b: owner(b) if len(owner(b)) > 2 else [], "owner", lambda rng, w: " ".join(w[:2])),
    "old_spelling": on(owner, "owner", old),
    "title": on(owner, "owner", lambda rng, w: f"{rng.choice(('Ibu', 'Hj.', 'Bpk', 'H.'))} {' '.join(w)}, S.E."),
    "word_order": on(owner, "owner", lambda _rng, w: " ".join(reversed(w))),
    "beginning": on(name, "key", lambda _rng, w: " ".join([*w[:-1], w[-1][: max(3, len(w[-1]) - 2)]])),
    "product": on(lambda b: b.product.split(), "product", lambda _rng, w: " ".join(w)),
    "phone": phone(lambda p: "0" + p[3:7] + "-" + p[7:]),
    "phone_beginning": phone(lambda p: "0" + p[3:-2]),
    "phone_end": phone(lambda p: p[-7:]),
    "phone_wrong_digit": phone(lambda p: "0" + p[3:8] + str((int(p[8]) + 5) % 10) + p[9:]),
    "nib": nib,
}  # fmt: skip
