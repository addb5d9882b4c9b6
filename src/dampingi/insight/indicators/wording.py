"""What makes a definition impossible to compute, as people read it: what is wrong, and what to write instead."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.engines.indicators import Indicator, Unclear
from dampingi.foundation.regions.queries import name_of

STEPS = {
    "input": gettext_lazy("Masukan"),
    "activity": gettext_lazy("Kegiatan"),
    "output": gettext_lazy("Keluaran"),
    "outcome": gettext_lazy("Hasil"),
}
AREAS = {
    "wub": gettext_lazy("Wirausaha baru"),
    "plut": gettext_lazy("PLUT dan klinik"),
    "cooperatives": gettext_lazy("Koperasi"),
    "finance": gettext_lazy("Pembiayaan"),
    "marketing": gettext_lazy("Pemasaran"),
}
KINDS = {
    "proportion": gettext_lazy("Bagian dari seluruhnya, dalam persen"),
    "mean": gettext_lazy("Rata-rata: sekian per satu satuan"),
    "change": gettext_lazy("Perubahan terhadap titik awal, dalam persen"),
}
DIRECTIONS = {
    "up": gettext_lazy("Makin tinggi makin baik"),
    "down": gettext_lazy("Makin rendah makin baik"),
}
SIGNS = {"equal": "=", "unlike": "≠", "at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}


LEVELS = {
    "province": gettext_lazy("Provinsi"),
    "city": gettext_lazy("Kota atau kabupaten"),
    "kecamatan": gettext_lazy("Kecamatan"),
    "kelurahan": gettext_lazy("Kelurahan"),
}
EVERY = {
    "month": gettext_lazy("Bulanan"),
    "quarter": gettext_lazy("Triwulanan"),
    "year": gettext_lazy("Tahunan"),
}
OVER = {
    "sum": gettext_lazy("Dijumlahkan: kejadian sepanjang periode"),
    "last": gettext_lazy("Yang terakhir: keadaan pada akhir periode"),
}


def edition(definition: Indicator) -> str:
    """Whose version a figure was computed with."""
    if not definition.owner:
        return _("bawaan")
    return _("versi %(n)s, %(office)s") % {"n": definition.number or "–", "office": name_of(definition.owner)}


def told(unclear: Unclear) -> str:
    words: dict[str, Any] = {"text": "", "known": "", "dataset": ""} | unclear.told
    return _sentences().get(unclear.problem, _("Isian ini tidak dikenal. Periksa lagi.")) % words


def _sentences() -> dict[str, str]:
    return {
        "missing": _("Isi bagian ini."),
        "not_a_code": _("Kode ditulis dengan huruf kecil, angka, dan garis bawah, misalnya kunjungan_klinik."),
        "not_a_sum": _("“%(text)s” bukan jumlah kolom. Tulis nama kolom yang disambung + atau -, misalnya present."),
        "no_column": _("Kolom “%(text)s” tidak ada dalam data %(dataset)s. Kolomnya: %(known)s."),
        "no_dataset": _("Data “%(text)s” tidak ada lagi. Yang ada: %(known)s."),
        "no_grouping": _("Data %(dataset)s tidak dapat dirinci menurut “%(text)s”. Lepas rincian itu."),
        "no_operator": _("Pilih pembanding dari daftar."),
        "not_a_condition": _("Syarat terdiri atas kolom, pembanding, dan angka. Lengkapi ketiganya."),
        "not_whole": _("Tulis bilangan bulat yang wajar, tanpa koma."),
        "no_choice": _("Pilih dari daftar."),
        "not_a_baseline": _("Titik awal terdiri atas nilai, tahun, dan sumbernya. Lengkapi ketiganya, atau kosongkan."),
        "too_few_parts": _("Pilih dua sampai %(most)s indikator."),
        "part_twice": _("Satu indikator disebut dua kali. Hapus salah satunya."),
        "not_a_part": _("Tiap bagian terdiri atas indikator, bobot, nilai nol, dan nilai penuh. Lengkapi keempatnya."),
        "not_a_weight": _("Bobot ditulis sebagai bilangan bulat 1 sampai 100."),
        "no_scale": _("Nilai nol dan nilai penuh harus dua angka yang berbeda."),
        "no_part": _("Indikator “%(text)s” tidak berlaku lagi. Pilih indikator lain."),
        "part_without": _("Indikator “%(known)s” tidak dapat dirinci menurut “%(text)s”. Lepas rincian itu."),
        "cycle": _("Indikator ini menjadi bagian dirinya sendiri: %(text)s. Pilih indikator lain."),
        "not_entered": _("Lengkapi tingkat wilayah, periode, dan apa yang diisi."),
        "no_field": _("Bagian ini tidak dikenal dalam definisi."),
    }  # fmt: skip
