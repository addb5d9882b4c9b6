"""Headings compared by meaning: abbreviations spelled out, brackets and units taken off, then rapidfuzz."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

SPELLINGS = {
    "no": "nomor", "nmr": "nomor", "nama2": "nama", "nm": "nama", "telp": "telepon", "tlp": "telepon", "tel": "telepon",
    "tlpn": "telepon", "telpon": "telepon", "phone": "telepon", "kel": "kelurahan", "ds": "desa", "kec": "kecamatan",
    "kab": "kabupaten", "tgl": "tanggal", "tggl": "tanggal", "thn": "tahun", "th": "tahun", "jml": "jumlah",
    "jlh": "jumlah", "almt": "alamat", "prsh": "perusahaan", "tk": "tenaga kerja", "naker": "tenaga kerja",
    "pers": "person", "persh": "perusahaan", "jns": "jenis", "usha": "usaha", "omset": "omzet", "omzett": "omzet",
    "bln": "bulan", "ket": "keterangan", "sex": "jenis kelamin", "j": "jenis", "klm": "kelamin", "wa": "whatsapp",
    "name": "nama", "address": "alamat", "date": "tanggal", "lk": "l", "pr": "p", "prk": "p", "pemillik": "pemilik",
    "%": "persen", "merk": "merek", "propinsi": "provinsi", "dikeluarkan": "dikeluarkan",
}  # fmt: skip
UNIT_NOTE = re.compile(
    r"\(?\b(?:dalam\s+)?rp\.?\s*\.?\s*0{3}\b\)?|\(\s*(?:dalam\s+)?(?:ribu(?:an)?|juta(?:an)?)(?:\s+rupiah|\s+rp)?\s*\)"
    r"|\bdalam\s+(?:ribu(?:an)?|juta(?:an)?)(?:\s+rupiah)?\b|\(\s*rp\.?\s*(?:ribu(?:an)?|juta(?:an)?)?\s*\)|x\s*1[.,]000",
    re.IGNORECASE,
)
TOKENS = re.compile(r"[^\W_]+|%")


@lru_cache(maxsize=4096)
def spelled_out(heading: str) -> str:
    """`NO. TELP/ FAX` -> `nomor telepon fax`; unit notes such as `(Rp.000)` are dropped."""
    bare = UNIT_NOTE.sub(" ", heading).lower().replace("p-irt", "pirt").replace("e-mail", "email")
    return " ".join(SPELLINGS.get(token, token) for token in TOKENS.findall(bare))


@lru_cache(maxsize=4096)
def multiplier(heading: str) -> int:
    """1000 for `(Rp.000)` and "dalam ribuan", 1,000,000 for "dalam juta", else 1."""
    note = UNIT_NOTE.search(heading)
    if note is None:
        return 1
    if "juta" in note.group().lower():
        return 1_000_000
    return 1000 if re.search(r"0{3}|ribu", note.group(), re.IGNORECASE) else 1


@lru_cache(maxsize=65536)
def likeness(heading: str, synonym: str) -> float:
    """0 to 1. Both already spelled out. Equal words in any order are 1; a part of the other is less."""
    if heading == synonym:
        return 1.0
    if not heading or not synonym:
        return 0.0
    spelling = fuzz.token_sort_ratio(heading, synonym) / 100
    words, sought = set(heading.split()), set(synonym.split())
    if sought < words:
        spelling = max(spelling, 0.6 + 0.35 * len(sought) / len(words))
    return min(spelling, 0.97)
