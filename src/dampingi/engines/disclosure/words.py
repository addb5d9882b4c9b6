"""A sentence without the names and numbers that would tell whose it is."""

import re
from collections.abc import Iterable

GENERAL = {
    "warung", "toko", "kedai", "bakso", "keripik", "usaha", "dapur", "rumah", "ibu", "bapak", "bpk", "haji", "hajah", "jaya",
    "sari", "makmur", "berkah", "catering", "katering", "jahit", "laundry", "kue", "sate", "ayam", "nasi", "kopi", "mie",
}  # fmt: skip
"""Words of shop names that tell nobody's identity."""
_NUMBER = re.compile(r"(?:\+?\d[\d .\-]{3,}\d|\d{5,})")
_ADDRESS = re.compile(r"\S+@\S+")


def without_names(text: str, names: Iterable[str]) -> str:
    """Each telling word of the names becomes "…", and so do long numbers (telephone, NIK) and mail addresses."""
    words = {w for name in names for w in re.findall(r"\w{3,}", name) if w.lower() not in GENERAL}
    text = _ADDRESS.sub("…", _NUMBER.sub("…", text))
    if words:
        telling = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        text = re.sub(rf"(?<!\w)(?:{telling})(?!\w)", "…", text, flags=re.IGNORECASE)
    return re.sub(r"…(?:\s*…)+", "…", " ".join(text.split()))
