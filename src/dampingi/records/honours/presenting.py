"""Evidence in words, each figure with the door to the rows it was made from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number
from dampingi.records.honours.evidence import Evidence
from dampingi.records.programmes.models import Enrolment


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    note: str
    href: str


def figures(found: Evidence, enrolment: Enrolment) -> list[Figure]:
    page = reverse("participant", args=[enrolment.id])
    return [
        Figure(_("Perubahan omzet"), change_words(found.change), _basis(found), f"{page}#perkembangan"),
        Figure(_("Tenaga kerja"), signed(found.workers), _("sejak kondisi awal"), f"{page}#perkembangan"),
        Figure(
            _("Produk dan saluran"),
            f"{signed(found.products)} / {signed(found.channels)}",
            _("NIB diperoleh selama program") if found.nib_gained else _("sejak kondisi awal"),
            f"{page}#perkembangan",
        ),
        Figure(
            _("Aspek tercapai"),
            _("%(n)d dari 3") % {"n": found.aspects},
            _again(found),
            reverse("track", args=[enrolment.id]),
        ),
        Figure(
            _("Pelatihan dihadiri"),
            _("%(n)d dari %(all)d") % {"n": found.present, "all": found.invited},
            "",
            f"{page}#pelatihan",
        ),
        Figure(
            _("Tugas diterima"),
            _("%(n)d dari %(all)d") % {"n": found.accepted, "all": found.tasks},
            _("nilai rata-rata %(n)d") % {"n": found.score} if found.score is not None else "",
            f"{page}#tugas",
        ),
    ]


def change_words(change: int | None) -> str:
    if change is None:
        return _("belum dapat dihitung")
    return f"{signed(change)}%"


def signed(value: int | None) -> str:
    if value is None:
        return "–"
    return f"+{number(value)}" if value > 0 else number(value)


def _basis(found: Evidence) -> str:
    words = _("%(n)d bulan yang dikonfirmasi") % {"n": found.confirmed}
    return (
        f"{words}; {_('%(n)d bulan hanya dinyatakan tetap') % {'n': found.unchanged}}"
        if found.unchanged
        else words
    )


def _again(found: Evidence) -> str:
    if found.reverified is None:
        return _("dilaporkan pendamping, belum diperiksa ulang")
    return _("diperiksa ulang: benar") if found.reverified else _("diperiksa ulang: tidak sesuai")
