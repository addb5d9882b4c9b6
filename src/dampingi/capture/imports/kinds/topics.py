"""What a visit was about, in a mentor's own words, as a code of definitions/topics.yaml."""

from functools import lru_cache

from dampingi.foundation.definitions import source_names

WORDS = {
    "verifikasi": "verifikasi", "pendataan": "verifikasi", "data": "verifikasi", "masalah": "masalah", "kendala": "masalah",
    "identifikasi": "masalah", "nib": "legalitas", "halal": "legalitas", "pirt": "legalitas", "legalitas": "legalitas",
    "izin": "legalitas", "perizinan": "legalitas", "modal": "pembiayaan", "kur": "pembiayaan", "pinjaman": "pembiayaan",
    "pembiayaan": "pembiayaan", "pemasaran": "pemasaran", "promosi": "pemasaran", "online": "pemasaran",
    "digital": "pemasaran", "penjualan": "pemasaran", "produksi": "produksi", "kemasan": "produksi", "produk": "produksi",
    "pembukuan": "keuangan", "keuangan": "keuangan", "catatan": "keuangan", "tugas": "tugas", "evaluasi": "kemajuan",
    "kemajuan": "kemajuan", "monitoring": "kemajuan", "perkembangan": "kemajuan",
}  # fmt: skip


@lru_cache(maxsize=4096)
def topic_code(text: str) -> str:
    lowered = text.lower().strip()
    for code, name in source_names("topics").items():
        if lowered in (code, name.lower()):
            return code
    words = (word.strip(".,;:()/") for word in lowered.replace("/", " ").replace("-", " ").split())
    return next((WORDS[word] for word in words if word in WORDS), "lainnya")
