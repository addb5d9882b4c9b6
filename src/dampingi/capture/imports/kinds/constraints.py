"""A constraint written in an office's own words, as a code of the taxonomy."""

from functools import lru_cache

from rapidfuzz import fuzz

from dampingi.foundation.definitions import source_names

WORDS = {
    "modal": "fin_capital", "dana": "fin_capital", "pembukuan": "fin_records", "pencatatan": "fin_records",
    "utang": "fin_debt", "hutang": "fin_debt", "pinjaman": "fin_debt", "nib": "legal_nib", "legalitas": "legal_nib",
    "izin": "legal_nib", "perizinan": "legal_nib", "halal": "legal_halal", "pirt": "legal_pirt", "kemasan": "prod_quality",
    "packaging": "prod_quality", "mutu": "prod_quality", "bahan": "prod_material", "baku": "prod_material",
    "alat": "prod_capacity", "mesin": "prod_capacity", "kapasitas": "prod_capacity", "tempat": "prod_capacity",
    "online": "it_online", "daring": "it_online", "digital": "it_online", "internet": "it_device", "hp": "it_device",
    "sinyal": "it_device", "pemasaran": "mkt_reach", "pembeli": "mkt_reach", "promosi": "mkt_reach", "pasar": "mkt_reach",
    "harga": "mkt_price", "saingan": "mkt_price", "pesaing": "mkt_price", "merek": "mkt_brand", "merk": "mkt_brand",
    "waktu": "hr_time", "tenaga": "hr_skill", "keterampilan": "hr_skill", "sdm": "hr_skill", "karyawan": "hr_skill",
    "mitra": "net_partner", "kemitraan": "net_partner", "koperasi": "net_coop",
}  # fmt: skip
ALIKE = 85


@lru_cache(maxsize=16_384)
def constraint_code(text: str) -> str:
    """The taxonomy's own wording first, then the first telling word; "" where neither fits."""
    lowered = text.lower()
    best = max(
        source_names("constraints").items(), key=lambda entry: fuzz.token_set_ratio(lowered, entry[1].lower())
    )
    if fuzz.token_set_ratio(lowered, best[1].lower()) >= ALIKE:
        return best[0]
    words = (word.strip(".,;:()/") for word in lowered.replace("/", " ").split())
    return next((WORDS[word] for word in words if word in WORDS), "")
