"""Whether a cooperative can be assessed for a year, and if not why."""

import datetime

from django.utils.translation import gettext as _

from dampingi.records.cooperatives.models import BookYear, Cooperative


def why_not(cooperative: Cooperative, held: BookYear | None, year: int) -> str:
    """The reason with its cure; '' where it can."""
    if cooperative.legal_on > datetime.date(year, 1, 1):
        return _(
            "Belum dapat dinilai: pada %(year)d koperasi ini belum berbadan hukum satu tahun buku penuh."
        ) % {"year": year}
    if cooperative.closed_on and cooperative.closed_on <= datetime.date(year, 12, 31):
        return _("Koperasi ini bubar sebelum tahun buku itu selesai.")
    if held is None:
        return _("Belum dapat dinilai: tahun buku %(year)d belum diisi.") % {"year": year}
    if held.meeting_on is None:
        return _("Belum dapat dinilai: rapat anggota tahunan atas tahun buku %(year)d belum diadakan atau belum dicatat.") % {
            "year": year
        }  # fmt: skip
    return ""
