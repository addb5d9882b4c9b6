"""The words for every code. Indonesian; marked for the catalogue, translated by the caller (the engine knows no framework)."""

from collections.abc import Mapping


def gettext_noop(message: str) -> str:
    return message


_ = gettext_noop

MESSAGES: Mapping[str, str] = {
    "empty": _("Berkas ini kosong. Pilih berkas GeoJSON yang berisi batas wilayah."),
    "too_large": _(
        "Berkas ini %(megabytes)s MB; paling besar %(most)s MB. Sederhanakan garisnya (mapshaper.org: Simplify), lalu kirim lagi."
    ),
    "too_many": _(
        "Berkas ini berisi terlalu banyak titik. Ambil wilayah Anda saja, atau sederhanakan garisnya (mapshaper.org: Simplify), lalu kirim lagi."
    ),
    "too_deep": _(
        "Susunan berkas ini bertingkat tanpa akhir. Simpan ulang sebagai GeoJSON dari QGIS, lalu kirim lagi."
    ),
    "zipped": _(
        "Ini berkas ZIP atau KMZ. Ekstrak dulu; bila isinya shapefile, simpan sebagai GeoJSON (EPSG:4326) di QGIS, lalu kirim lagi."
    ),
    "shapefile": _("Ini shapefile. Buka di QGIS, simpan sebagai GeoJSON (EPSG:4326), lalu kirim lagi."),
    "geopackage": _("Ini GeoPackage. Buka di QGIS, simpan sebagai GeoJSON (EPSG:4326), lalu kirim lagi."),
    "xml": _("Ini KML atau XML. Buka di QGIS, simpan sebagai GeoJSON (EPSG:4326), lalu kirim lagi."),
    "topojson": _("Ini TopoJSON. Ubah menjadi GeoJSON (mapshaper.org: Export > GeoJSON), lalu kirim lagi."),
    "utf16": _("Berkas ini tersimpan sebagai UTF-16. Simpan ulang sebagai UTF-8, lalu kirim lagi."),
    "not_utf8": _(
        "Berkas ini tidak tersimpan sebagai UTF-8. Simpan ulang dengan pengodean UTF-8, lalu kirim lagi."
    ),
    "not_json": _(
        "Berkas ini bukan JSON yang utuh: salah di baris %(line)s, kolom %(column)s. Unduh atau simpan ulang, lalu kirim lagi."
    ),
    "not_a_number": _(
        "Ada bilangan yang tidak dapat dipakai (%(value)s) di berkas ini. Simpan ulang sebagai GeoJSON dari QGIS, lalu kirim lagi."
    ),
    "not_geojson": _(
        "Berkas ini JSON, tetapi bukan GeoJSON: tidak ada daftar wilayah (FeatureCollection) di dalamnya. Periksa berkas yang Anda pilih."
    ),
    "no_features": _("Tidak ada satu wilayah pun di berkas ini. Periksa berkas yang Anda pilih."),
    "no_areas": _(
        "Isi berkas ini (%(count)s) hanya titik atau garis, bukan luasan. Pilih berkas batas wilayah yang berupa poligon."
    ),
    "projected": _(
        "Koordinat berkas ini bukan derajat (sistem koordinat: %(crs)s). Di QGIS: Export > Save Features As > GeoJSON, CRS EPSG:4326, lalu kirim lagi."
    ),
    "outside_indonesia": _(
        "Koordinat berkas ini jatuh di luar Indonesia. Periksa berkas dan sistem koordinatnya (harus EPSG:4326), lalu kirim lagi."
    ),
}
"""Why a file is refused, with the cure."""

REASONS: Mapping[str, str] = {
    "no_area": _("bukan luasan (titik, garis, atau tanpa geometri)"),
    "broken_coordinates": _("koordinatnya rusak"),
    "elsewhere": _("letaknya jauh dari yang lain"),
    "nothing_left": _("garisnya saling silang sehingga tidak tersisa luasan"),
}
"""Why one feature has no area."""
