"""What linkage compares, as somebody may compare it who is to learn nothing: every text a token under a key.

Of a key's holders only do two lists have equal tokens, so that lists under two keys never join. A word, which is already written as it sounds
(`naming.sound`), becomes eleven characters: one of its first letter, eight of its consonants, two of the whole word. An initial is the first of them alone. So the
levels of `comparisons.py` hold of tokens as they do of words, by the same model: same words, all words of the shorter, an initial, and, where
only vowels differ, a slip of spelling. What is lost: other slips, wrong digits, nearness in metres.

In the clear stays the code of the region. HMAC-SHA-256 (RFC 2104). Tokens are no anonymity: who holds the key can try every NIK, and who does not
still sees which token is frequent. See docs/adr/0044.
"""

import base64
import hmac
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count
from typing import Any

import pyarrow as pa

from dampingi.engines.linkage.features import AT_ONCE, SHAPE

VERSION = 1
"""One more with every change of tokens, or of the words they are made of: lists of two versions do not join."""
_LEFT_OUT = ("sex", "latitude", "longitude")
KEYED = pa.schema([field for field in SHAPE if field.name not in _LEFT_OUT])
_VOWELS = re.compile(r"[aeiou]+")
WORD, NUMBER = 11, 22
Token = Callable[..., str]


def mark(key: bytes) -> str:
    """Tells whether two lists can be joined, and says nothing of the key."""
    return hmac.digest(key, f"mark {VERSION}".encode(), "sha256")[:8].hex()


def keyed(made: pa.Table, ids: Iterable[str], key: bytes) -> pa.Table:
    """Of `features`: the same records under `ids` and in their order, with the columns of `KEYED`."""

    @lru_cache(maxsize=262_144)
    def token(kind: str, text: str, length: int = WORD) -> str:
        told = hmac.digest(key, f"{kind}\0{text}".encode(), "sha256")
        return base64.urlsafe_b64encode(told).decode()[:length] if text else ""

    named = made.set_column(made.column_names.index("id"), "id", pa.array(list(ids), pa.string())).sort_by(
        "id"
    )
    number = count()
    parts = [
        pa.Table.from_pylist([_row(next(number), row, token) for row in batch.to_pylist()], schema=KEYED)
        for batch in named.to_batches(max_chunksize=AT_ONCE)
    ]
    return pa.concat_tables([KEYED.empty_table(), *parts])


def _row(n: int, row: dict[str, Any], token: Token) -> dict[str, Any]:
    name, owner = ([_word(word, token) for word in row[of]] for of in ("name_words", "owner_words"))
    product = [token("product", word) for word in row["product"].split()]
    return {
        "id": row["id"],
        "row": n,
        **_words("name", name),
        "kind": token("kind", row["kind"]),
        **_words("owner", owner),
        "owner_long": [word for word in owner if len(word) > 1],
        "owner_first": sorted({word[0] for word in owner}),
        "phones": [token("phone", phone, NUMBER) for phone in row["phones"]],
        **{number: token(number, row[number], NUMBER) for number in ("nib", "nik", "number", "rt_rw")},
        "born": token("year", row["born"][:4], 4) + token("born", row["born"], 18),
        "street": " ".join(token("street", word) for word in row["street"].split()),
        "region": row["region"],
        "product": " ".join(product),
        "product_words": [token("product", word) for word in row["product_words"]],
    }


def _words(of: str, words: list[str]) -> dict[str, Any]:
    return {of: " ".join(sorted(words)), f"{of}_written": "".join(words), f"{of}_words": words}


def _word(word: str, token: Token) -> str:
    first = token("first", word[0], 1)
    if len(word) == 1:
        return first
    bones = word[0] + _VOWELS.sub("", word[1:])
    return first + token("bones", bones, 8) + token("word", word, 2)
