"""What barriers, parts and prices are called, with the cure."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.engines.coverage import Price
from dampingi.foundation.ui.formats import number
from dampingi.insight.pilots.queries import Candidate

PARTS: dict[str, Promise] = {
    "health": _("Sehat"),
    "digital": _("Pembukuan digital"),
    "transparent": _("Laporan terbuka"),
    "shop": _("Unit toko"),
}
BARRIERS: dict[str, Promise] = {
    "closed": _("Sudah bubar."),
    "type": _("Koperasi simpan pinjam tidak boleh menjalankan unit toko."),
    "meeting": _("Rapat anggota tahunan atas tahun buku ini belum diadakan atau belum dicatat."),
    "assessed": _("Kesehatannya belum dinilai dan disetujui untuk tahun buku ini."),
    "health": _("Nilai kesehatannya di bawah batas yang ditetapkan."),
    "area": _("Anggotanya lintas kabupaten atau kota, sehingga wewenangnya bukan di sini."),
}


def points(hundredths: int) -> str:
    """Without decimals where there are none."""
    return number(
        hundredths // 100 if hundredths % 100 == 0 else hundredths / 100, 0 if hundredths % 100 == 0 else 2
    )


def door(candidate: Candidate, code: str, year: int) -> str:
    """Where what bars it or makes its points is seen and put right."""
    c = candidate.cooperative
    if code in ("health", "assessed"):
        return reverse("cooperative_assessment", args=[c.id, year])
    return reverse("cooperative", args=[c.id])


def price_words(price: Price | None) -> str:
    """What forcing it costs, in one sentence."""
    if price is None:
        return _now("Tidak dapat ditempatkan.")
    if price.places > 0:
        return _now("%(places)s kecamatan tidak terlayani, selisih %(points)s poin.") % {
            "places": number(price.places), "points": points(price.points),
        }  # fmt: skip
    if price.points == 0:
        return _now("Tanpa rugi: sama baiknya.")
    return _now("Rugi %(points)s poin.") % {"points": points(price.points)}
