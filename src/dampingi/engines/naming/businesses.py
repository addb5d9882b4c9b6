"""The telling words of a business's name, apart from what kind of place it is."""

import re
from functools import lru_cache
from typing import NamedTuple

from dampingi.engines.naming.keys import KIND_WORDS, TITLE_WORDS, modern
from dampingi.engines.naming.people import CALLS
from dampingi.engines.naming.sounds import sound

_KINDS = {
    **{word: word for word in (*KIND_WORDS, *"kios lapak depot gerai butik kafe".split())},
    **{"tk": "toko", "tko": "toko", "wr": "warung", "wrg": "warung", "kiosk": "kios", "cafe": "kafe"},
    **dict.fromkeys(
        "rumah usaha ukm umkm ikm produk produksi pusat grosir sentra kelompok home industri industry".split(),
        "",
    ),
}
"""What kind of place; `""` where the word is on any sign."""
_BARE = frozenset(TITLE_WORDS | CALLS | {"dan", "and", "milik", "punya", "si"})
_WORD = re.compile(r"[a-z0-9]+")


class Named(NamedTuple):
    """`words` as they sound, in the order written; `kind` what sort of place, `""` if the name does not say."""

    words: tuple[str, ...]
    kind: str


@lru_cache(maxsize=65_536)
def business_words(name: str) -> Named:
    """
    >>> business_words("Warung Bu Siti"), business_words("UD. Sumber Rejeki")
    (Named(words=('siti',), kind='warung'), Named(words=('sumber', 'rejeki'), kind='ud'))
    """
    words = _WORD.findall(modern(name))
    kinds = [_KINDS[word] for word in words if word in _KINDS]
    kept = [word for word in words if word not in _KINDS and word not in _BARE]
    return Named(tuple(dict.fromkeys(map(sound, kept))), next(filter(None, kinds), ""))
