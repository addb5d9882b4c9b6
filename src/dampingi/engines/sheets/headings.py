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
UNIT = r"(?:ribu|juta|mil[iy]ar)(?:an)?"
UNIT_NOTE = re.compile(
    rf"""\(?\b(?:dalam|dlm)\s+(?:rp\.?\s*)?{UNIT}(?:\s*(?:rupiah|rp\.?))?\s*\)?   # dalam ribuan rupiah
    | \(?\s*\b(?:dalam\s+|dlm\s+)?(?:rp|idr)\.?\s*\.?\s*(?:1[.,])?0{{3}}(?:[.,]?0{{3}})?(?:,-+)?\s*(?:\)|\b)  # Rp.000
    | \(\s*(?:dalam\s+|dlm\s+)?(?:rp\.?\s*)?(?:{UNIT}|rb|jt)(?:\s*(?:rupiah|rp\.?))?\s*\)   # (juta rupiah)
    | \b{UNIT}\s+(?:rupiah\b|rp\b\.?) | \b{UNIT}(?=\s*/)                        # juta/tahun
    | \bx\s*1[.,]?000(?:[.,]?000)?\b | \(\s*0{{3}}\s*\)                            # x1.000, (000)
    | \(\s*(?:dalam\s+|dlm\s+)?(?:rp|rupiah|idr)\.?\s*\)                            # (Rp)""",
    re.IGNORECASE | re.VERBOSE,
)
TOKENS = re.compile(r"[^\W_]+|%")


@lru_cache(maxsize=4096)
def spelled_out(heading: str) -> str:
    """`NO. TELP/ FAX` -> `nomor telepon fax`; unit notes such as `(Rp.000)` are dropped."""
    bare = UNIT_NOTE.sub(" ", heading).lower().replace("p-irt", "pirt").replace("e-mail", "email")
    return " ".join(SPELLINGS.get(token, token) for token in TOKENS.findall(bare))


@lru_cache(maxsize=4096)
def multiplier(heading: str) -> int:
    """1000 for `(Rp.000)` and "dalam ribuan", a million for "dalam juta", a milliard for "miliar", else 1."""
    note = UNIT_NOTE.search(heading)
    if note is None:
        return 1
    said = note.group().lower()
    if "mil" in said:
        return 10**9
    if "ju" in said or "jt" in said or re.search(r"0{3}[.,]?0{3}", said):
        return 10**6
    return 1000 if re.search(r"0{3}|rb|ribu", said) else 1


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
