"""What lists of cooperatives write for kinds, members' areas and standing, as codes of the register."""

import re

KINDS = {
    "savings_loan": ("simpan pinjam", "ksp", "kspps", "uspps", "pembiayaan syariah", "kredit"),
    "consumer": ("konsumen", "konsumsi", "serba usaha", "ksu", "karyawan", "pegawai", "pasar"),
    "producer": ("produsen", "produksi", "tani", "nelayan", "ternak", "pengrajin"),
    "marketing": ("pemasaran",),
    "services": ("jasa", "angkutan", "transportasi"),
}
"""code -> words, the more telling code first: `Koperasi Jasa Simpan Pinjam` is a savings and loan cooperative."""
NATION, PROVINCE, CITY = 0, 1, 2
AREAS = (
    (NATION, ("nasional", "pusat")),
    (PROVINCE, ("provinsi", "propinsi")),
    (CITY, ("kabupaten", "kota", "kab")),
)
"""Depth of the region whose people may be members; 0 is several provinces."""
DISSOLVED = ("bubar", "dibubarkan", "dicabut", "pembubaran")
RESTING = ("tidak aktif", "non aktif", "nonaktif", "beku", "tidak rat")


def kind_of(said: str) -> str:
    """'' where the words tell none. `Konsumen` with a `unit simpan pinjam` (USP) stays what it is."""
    words = re.sub(r"\b(unit simpan pinjam|usp)\b", " ", _plain(said))
    return next((code for code, telling in KINDS.items() if _any(words, telling)), "")


def sharia(said: str) -> bool:
    return _any(_plain(said), ("syariah", "syari ah", "kspps", "uspps", "bmt"))


def area_depth(said: str) -> int | None:
    words = _plain(said)
    return next((depth for depth, telling in AREAS if _any(words, telling)), None)


def is_dissolved(said: str) -> bool:
    return _any(_plain(said), DISSOLVED)


def is_resting(said: str) -> bool:
    return _any(_plain(said), RESTING)


def _plain(said: str) -> str:
    return " ".join(re.findall(r"[a-z]+", said.lower()))


def _any(words: str, telling: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(t)}\b", words) for t in telling)
