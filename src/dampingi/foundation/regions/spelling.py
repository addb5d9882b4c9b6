"""One comparison key for the many spellings of an Indonesian place name."""

import re
import unicodedata

_PREFIXES = re.compile(
    r"^(kelurahan|kel|desa|ds|kecamatan|kec|kota administrasi|kota adm|kota|kabupaten|kab|provinsi|prov)\b[\s.:]*"
)
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"))


def key(name: str) -> str:
    """Lower-case letters and digits only, administrative prefixes and old spelling removed.

    >>> key("Kel. Pantjoran  Mas")
    'pancoranmas'
    """
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().strip()
    text = _PREFIXES.sub("", text)
    for old, new in _OLD_SPELLING:
        text = text.replace(old, new)
    return re.sub(r"[^a-z0-9]", "", text)
