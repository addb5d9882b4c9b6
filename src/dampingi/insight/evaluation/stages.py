"""Where an evaluation stands: its five steps, and the one to take next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number, short_day
from dampingi.insight.evaluation.models import Evaluation

ORDER = ("lock", "freeze", "rate", "close", "compute")


@dataclass(frozen=True)
class Next:
    """The one next action: what it does, and what cannot be undone about it."""

    key: str
    title: str
    says: str
    button: str


def done(evaluation: Evaluation) -> dict[str, Any]:
    """Step -> the row that says who and when. Rating is done when it is closed."""
    closure = getattr(evaluation, "closure", None)
    found = {
        "lock": evaluation.instrument if evaluation.instrument.locked_at else None,
        "freeze": getattr(evaluation, "freeze", None),
        "rate": closure,
        "close": closure,
        "compute": getattr(evaluation, "computation", None),
    }
    return {key: row for key, row in found.items() if row is not None}


def state(evaluation: Evaluation) -> str:
    """The first step not done, or "done"."""
    finished = done(evaluation)
    return next((key for key in ORDER if key not in finished), "done")


def state_words(evaluation: Evaluation) -> str:
    return {
        "lock": _("Instrumen belum dikunci"),
        "freeze": _("Menunggu pembekuan bukti"),
        "rate": _("Sedang dinilai tim"),
        "close": _("Sedang dinilai tim"),
        "compute": _("Siap dihitung"),
        "done": _("Hasil sudah ada"),
    }[state(evaluation)]


def track(evaluation: Evaluation) -> list[dict[str, Any]]:
    """For the stage track: label, state and what is known of each step."""
    finished, current = done(evaluation), state(evaluation)
    labels = {
        "lock": _("Kunci instrumen"),
        "freeze": _("Bekukan bukti"),
        "rate": _("Tim menilai"),
        "close": _("Tutup penilaian"),
        "compute": _("Hitung hasil"),
    }
    return [
        {
            "label": labels[key],
            "state": "done" if key in finished else "now" if key == current else "next",
            "note": _note(key, finished.get(key)),
        }
        for key in ORDER
    ]


def _note(key: str, row: Any) -> str:
    if row is None:
        return ""
    if key == "rate":
        return _("%(n)s nilai") % {"n": number(row.counts["ratings"])}
    return short_day(row.locked_at if key == "lock" else row.at)


def next_step(evaluation: Evaluation) -> Next | None:
    """What the office does next; None when all is computed."""
    return {
        "lock": Next(
            "lock",
            _("Kunci instrumennya"),
            _(
                "Kriteria, bobot, target, dan aturan keputusan tidak dapat diubah lagi sesudah ini. Periksa dahulu di bawah."
            ),
            _("Kunci instrumen"),
        ),
        "freeze": Next(
            "freeze",
            _("Bekukan buktinya"),
            _(
                "Catatan sampai hari terakhir masa penilaian disalin. Perubahan data sesudah ini tidak mengubah hasil."
            ),
            _("Bekukan bukti"),
        ),
        "rate": Next(
            "close",
            _("Tim sedang menilai"),
            _("Tutup bila semua anggota sudah selesai. Sesudah ditutup nilai tidak berubah lagi."),
            _("Tutup penilaian"),
        ),
        "compute": Next(
            "compute",
            _("Hitung hasilnya"),
            _(
                "Hasil dihitung dari instrumen yang dikunci, bukti yang dibekukan, dan nilai yang ditutup. Para pendamping diberi tahu dan masa sanggah dimulai."
            ),
            _("Hitung hasil"),
        ),
    }.get(state(evaluation))
