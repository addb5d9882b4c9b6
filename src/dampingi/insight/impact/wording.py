"""A verdict in words: what changed and how sure, or why that cannot be said and what would be needed."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from dampingi.engines.impact import Impact, Reason
from dampingi.engines.impact import verdict as said
from dampingi.foundation.ui.formats import number, percent
from dampingi.foundation.ui.states import State
from dampingi.insight.impact.measures import Measure


def headline(measure: Measure, found: Impact) -> tuple[str, State, str]:
    """A sentence (none where it is refused), whether it is good news, and that in a word or two."""
    if found.effect is None:
        return "", State.NONE, _("Belum dapat dijawab")
    e = found.effect
    told = {
        "unit": measure.unit, "effect": measure.written(abs(e.effect)), "low": measure.signed(e.low),
        "high": measure.signed(e.high),
    }  # fmt: skip
    if e.low > 0:
        text = _("Bertambah %(effect)s %(unit)s karena program (selisihnya antara %(low)s dan %(high)s).")
        return text % told, State.GOOD, _("Bertambah")
    if e.high < 0:
        text = _("Berkurang %(effect)s %(unit)s karena program (selisihnya antara %(low)s dan %(high)s).")
        return text % told, State.LATE, _("Berkurang")
    text = _("Tidak dapat dibedakan dari nol: selisihnya antara %(low)s dan %(high)s %(unit)s.")
    return text % told, State.WATCH, _("Tidak terbukti")


def _count(text: str) -> Callable[[Reason], str]:
    return lambda r: text % {"found": number(r.found, 0), "asked": number(r.asked, 0)}


def _share(text: str) -> Callable[[Reason], str]:
    return lambda r: text % {"found": percent(r.found, 0), "asked": percent(r.asked, 0)}


def reason(r: Reason) -> str:
    """Why it is refused, with the figure found and the one asked for, and the cure."""
    texts: dict[str, Callable[[Reason], str]] = {
        said.NO_COMPARISON: _count(_("Tidak ada pendaftar di luar kuota atau angkatan berikutnya untuk dibandingkan. Survei juga mereka.")),
        said.NO_BASE: _count(_("Belum ada angka dari sebelum peserta ikut. Tanyakan bulan-bulan sebelum program mulai.")),
        said.NO_AFTER: _count(_("Belum ada angka sesudah peserta ikut. Buka survei berikutnya.")),
        said.FEW_JOINED: _count(_("Baru %(found)s peserta yang menjawab sebelum dan sesudahnya; diperlukan %(asked)s.")),
        said.FEW_COMPARED: _count(_("Baru %(found)s pendaftar di luar program yang menjawab sebelum dan sesudahnya; diperlukan %(asked)s.")),
        said.FEW_CLUSTERS: _count(_("Hanya %(found)s kelurahan pada salah satu pihak; diperlukan %(asked)s, karena satu kelurahan bernasib sama.")),
        said.ONE_BEFORE: _count(_("Diperlukan sedikitnya %(asked)s bulan sebelum program, agar dapat diperiksa apakah kedua pihak semula bergerak sejajar.")),
        said.DIFFERED_BEFORE: lambda r: _("Sebelum program pun kedua pihak sudah bergerak berbeda (p %(found)s; di bawah %(asked)s ditolak). Perbedaannya sesudah itu tidak dapat disebut hasil program.")
        % {"found": number(r.found, 3), "asked": number(r.asked, 2)},
        said.LOST: _share(_("Hanya %(found)s dari yang menjawab semula masih menjawab; diperlukan %(asked)s. Hubungi lagi yang belum terhubung.")),
        said.LOST_UNEVENLY: _share(_("Yang berhenti menjawab berbeda %(found)s antara kedua pihak; paling banyak %(asked)s. Hubungi lagi pihak yang tertinggal.")),
    }  # fmt: skip
    return texts[r.code](r)


def caution(measure: Measure, r: Reason) -> str:
    if r.code == said.BLIND_BEFORE:
        return _(
            "Angka sebelum program tersebar lebar (±%(found)s): gerak tidak sejajar sebesar pengaruh ini (%(asked)s) tidak akan terlihat di situ."
        ) % {"found": measure.written(r.found), "asked": measure.written(r.asked)}
    return _("Baru %(found)s kelurahan pada salah satu pihak; selangnya lebih lebar dan kurang pasti.") % {
        "found": number(r.found, 0)
    }


def breakdown(found: Impact) -> str:
    if found.breakdown is None:
        return ""
    if found.breakdown == 0:
        return _("Gerak tidak sejajar yang kecil pun sudah cukup untuk meniadakan pengaruh ini.")
    return _(
        "Pengaruh ini baru hilang bila kedua pihak sesudahnya bergerak tidak sejajar %(times)s kali gerak terbesar yang terlihat sebelumnya, terus ke satu arah."
    ) % {"times": number(found.breakdown, 1)}
