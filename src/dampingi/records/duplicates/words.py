"""The engine's codes in words people understand."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.engines.linkage import Evidence, Unfit, explain
from dampingi.foundation.ui import formats
from dampingi.records.duplicates.models import Pair
from dampingi.records.duplicates.queries.versions import model_of

COMPARED: Mapping[str, Any] = {
    "name": lazy("Nama usaha"),
    "kind": lazy("Jenis usaha"),
    "owner": lazy("Nama pemilik"),
    "phone": lazy("Telepon"),
    "nik": lazy("NIK"),
    "nib": lazy("NIB"),
    "born": lazy("Tanggal lahir"),
    "sex": lazy("Jenis kelamin"),
    "address": lazy("Alamat"),
    "place": lazy("Lokasi"),
    "product": lazy("Produk"),
    "crossed": lazy("Nama usaha yang satu dan pemilik yang lain"),
    "one_owner": lazy("Pemilik dan usaha bersama-sama"),
    "one_door": lazy("Alamat dan nama bersama-sama"),
}
LEVELS: Mapping[tuple[str, str], Any] = {
    ("name", "same_rarest"): lazy("Nama usaha sama dan sangat jarang"),
    ("name", "same_rare"): lazy("Nama usaha sama dan jarang"),
    ("name", "same_usual"): lazy("Nama usaha sama"),
    ("name", "same_common"): lazy("Nama usaha sama, tetapi umum"),
    ("name", "spelt"): lazy("Nama usaha hampir sama ejaannya"),
    ("name", "nearly"): lazy("Nama usaha agak mirip"),
    ("name", "shortened_rare"): lazy("Nama usaha disingkat, katanya jarang"),
    ("name", "shortened"): lazy("Nama usaha disingkat"),
    ("name", "rare_word"): lazy("Nama usaha memakai kata jarang yang sama"),
    ("name", "words_alike"): lazy("Setiap kata nama usaha mirip"),
    ("name", "word"): lazy("Nama usaha memakai satu kata yang sama"),
    ("name", "other"): lazy("Nama usaha berbeda"),
    ("kind", "same"): lazy("Jenis usaha sama"),
    ("kind", "other"): lazy("Jenis usaha berbeda"),
    ("owner", "same_rarest"): lazy("Nama pemilik sama dan sangat jarang"),
    ("owner", "same_rare"): lazy("Nama pemilik sama dan jarang"),
    ("owner", "same_usual"): lazy("Nama pemilik sama"),
    ("owner", "same_common"): lazy("Nama pemilik sama, tetapi umum"),
    ("owner", "spelt"): lazy("Nama pemilik hampir sama ejaannya"),
    ("owner", "nearly"): lazy("Nama pemilik agak mirip"),
    ("owner", "shortened_rare"): lazy("Nama pemilik disingkat, katanya jarang"),
    ("owner", "shortened"): lazy("Nama pemilik disingkat"),
    ("owner", "called"): lazy("Nama pemilik ditulis dengan panggilan"),
    ("owner", "rare_word"): lazy("Nama pemilik memakai kata jarang yang sama"),
    ("owner", "words_alike"): lazy("Setiap kata nama pemilik mirip"),
    ("owner", "word"): lazy("Nama pemilik memakai satu kata yang sama"),
    ("owner", "other"): lazy("Nama pemilik berbeda"),
    ("phone", "same"): lazy("Telepon sama"),
    ("phone", "shared_by_many"): lazy("Telepon sama, tetapi dipakai banyak usaha"),
    ("phone", "one_digit"): lazy("Telepon beda satu angka"),
    ("phone", "other"): lazy("Telepon berbeda"),
    ("nik", "same"): lazy("NIK sama"),
    ("nik", "other"): lazy("NIK berbeda"),
    ("nib", "same"): lazy("NIB sama"),
    ("nib", "one_digit"): lazy("NIB beda satu angka"),
    ("nib", "other"): lazy("NIB berbeda"),
    ("born", "same"): lazy("Tanggal lahir sama"),
    ("born", "nearly"): lazy("Tanggal lahir hampir sama"),
    ("born", "same_year"): lazy("Tahun lahir sama"),
    ("born", "other"): lazy("Tanggal lahir berbeda"),
    ("sex", "same"): lazy("Jenis kelamin sama"),
    ("sex", "other"): lazy("Jenis kelamin berbeda"),
    ("address", "same_house"): lazy("Jalan dan nomor rumah sama"),
    ("address", "same_street_and_rt"): lazy("Jalan dan RT/RW sama"),
    ("address", "same_street"): lazy("Jalan sama"),
    ("address", "other_number"): lazy("Jalan sama, nomor rumah lain"),
    ("address", "same_rt"): lazy("RT/RW sama"),
    ("address", "other"): lazy("Jalan berbeda"),
    ("place", "same_spot"): lazy("Titik lokasi sama (dalam 60 m)"),
    ("place", "near"): lazy("Titik lokasi berdekatan (dalam 400 m)"),
    ("place", "same_kelurahan"): lazy("Kelurahan sama"),
    ("place", "within"): lazy("Wilayah yang satu di dalam yang lain"),
    ("place", "same_kecamatan"): lazy("Kecamatan sama"),
    ("place", "same_city"): lazy("Kota sama, kecamatan berbeda"),
    ("place", "other"): lazy("Kota berbeda"),
    ("product", "same"): lazy("Produk sama"),
    ("product", "alike"): lazy("Produk mirip"),
    ("product", "other"): lazy("Produk berbeda"),
    ("crossed", "agrees"): lazy("Nama usaha yang satu memuat nama pemilik yang lain"),
    ("crossed", "other"): lazy("Nama usaha yang satu tidak memuat nama pemilik yang lain"),
    ("one_owner", "same_business"): lazy("Pemilik dan usahanya sama sekaligus"),
    ("one_owner", "other_business"): lazy("Pemilik sama, tetapi nama dan produknya lain"),
    ("one_owner", "other_name"): lazy("Pemilik sama, tetapi nama usahanya lain"),
    ("one_owner", "other_product"): lazy("Pemilik dan nama usaha sama, tetapi produknya lain"),
    ("one_owner", "other_name_same_product"): lazy("Pemilik dan produk sama, tetapi nama usahanya lain"),
    ("one_owner", "no_name_other_product"): lazy("Pemilik sama, produknya lain, nama usaha tidak diketahui"),
    ("one_owner", "no_name_same_product"): lazy("Pemilik dan produk sama, nama usaha tidak diketahui"),
    ("one_owner", "no_name"): lazy("Pemilik sama, nama usaha tidak diketahui"),
    ("one_door", "owner_unknown_same_name"): lazy(
        "Satu alamat atau telepon, namanya sama, pemilik tidak diketahui"
    ),
    ("one_door", "owner_unknown_other_name"): lazy(
        "Satu alamat atau telepon, namanya lain, pemilik tidak diketahui"
    ),
    ("one_door", "owner_unknown"): lazy("Satu alamat atau telepon, pemilik tidak diketahui"),
    ("one_door", "other_owner_same_name"): lazy(
        "Satu alamat atau telepon, namanya sama, tetapi pemiliknya lain"
    ),
    ("one_door", "other_owner_other_name"): lazy("Satu alamat atau telepon, tetapi nama dan pemiliknya lain"),
    ("one_door", "other_owner"): lazy("Satu alamat atau telepon, tetapi pemiliknya lain"),
}


USUAL = {
    ("place", "same_kelurahan"),
    ("place", "within"),
    ("place", "same_kecamatan"),
    ("place", "same_city"),
}
"""True of so many that a line of a list has better things to tell."""


def said(comparison: str, level: str) -> str:
    return str(LEVELS.get((comparison, level), comparison))


def evidence(pair: Pair) -> tuple[Evidence, ...]:
    """Nothing where a person put the two together, or where the engine compares otherwise since."""
    if not pair.levels:
        return ()
    try:
        return explain({**pair.levels, "prior": pair.prior}, model_of(pair.model))
    except (Unfit, KeyError):
        return ()


def why(pair: Pair) -> str:
    """The two strongest reasons for, and the strongest against: a line of a list."""
    steps = [
        step
        for step in evidence(pair)[1:]
        if abs(step.weight) >= 0.05 and (step.comparison, step.level) not in USUAL
    ]
    if not steps:
        return _("dipasangkan oleh petugas") if pair.by_hand else _("dihitung dengan versi lama")
    strongest = sorted(steps, key=lambda step: -step.weight)
    chosen = [step for step in strongest[:2] if step.weight > 0]
    against = [step for step in strongest[-1:] if step.weight <= -1]
    told = [said(step.comparison, step.level) for step in [*chosen, *against]]
    return (
        ", ".join([told[0], *map(formats.inside, told[1:])]) if told else _("sedikit yang dapat dibandingkan")
    )


def chance_words(probability: float) -> str:
    for least, words in (
        (0.99, _("hampir pasti sama")),
        (0.9, _("kemungkinan besar sama")),
        (0.6, _("mungkin sama")),
        (0.4, _("bisa sama, bisa berbeda")),
        (0.1, _("mungkin berbeda")),
        (0.01, _("kemungkinan besar berbeda")),
    ):
        if probability >= least:
            return words
    return _("hampir pasti berbeda")


def chance(probability: float) -> str:
    """Never 100% or 0%: nothing is certain here."""
    if probability > 0.999:
        return "> " + formats.percent(0.999)
    if 0 < probability < 0.001:
        return "< " + formats.percent(0.001)
    return formats.percent(probability)


def bits(weight: float) -> str:
    text = formats.number(round(weight, 1), 1)
    return f"+{text}" if weight > 0 else text
