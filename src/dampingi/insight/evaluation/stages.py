"""Where an evaluation stands: its six steps, and the one to take next."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui.formats import number, short_day
from dampingi.insight.evaluation import queries
from dampingi.insight.evaluation.documents import unfinished
from dampingi.insight.evaluation.models import Evaluation
from dampingi.records.programmes.rosters import today_in

ORDER = ("lock", "freeze", "rate", "close", "compute", "object")


@dataclass(frozen=True)
class Next:
    """The one next action: what it does, and what cannot be undone about it."""

    key: str
    title: str
    says: str
    button: str = ""
    """Empty: it waits for someone else."""
    href: str = ""
    """Where it leads; empty: it is done at once."""


def done(evaluation: Evaluation, unsettled: str | None = None) -> dict[str, Any]:
    """Step -> the row that says who and when. Rating is done when it is closed. Whoever asked `queries.reasons` of many tells why."""
    closure, made = getattr(evaluation, "closure", None), evaluation.computation
    if made and unsettled is None:
        unsettled = queries.unsettled(evaluation)
    found = {
        "lock": getattr(evaluation, "lock", None),
        "freeze": getattr(evaluation, "freeze", None),
        "rate": closure,
        "close": closure,
        "compute": made,
        "object": None if unsettled else made,
    }
    return {key: row for key, row in found.items() if row is not None}


def state(evaluation: Evaluation) -> str:
    """The first step not done, or "done"."""
    return _reached(done(evaluation))


def states(found: Sequence[Evaluation]) -> dict[uuid.UUID, str]:
    """`state` of each, asked once for all."""
    reasons = queries.reasons(found) if any(e.computation for e in found) else {}
    return {e.id: _reached(done(e, reasons.get(e.id))) for e in found}


def _reached(finished: dict[str, Any]) -> str:
    return next((key for key in ORDER if key not in finished), "done")


def words_of(state: str) -> str:
    return {
        "lock": _("Instrumen belum dikunci"),
        "freeze": _("Menunggu pembekuan bukti"),
        "rate": _("Sedang dinilai tim"),
        "close": _("Sedang dinilai tim"),
        "compute": _("Siap dihitung"),
        "object": _("Masa sanggah"),
        "done": _("Hasil tetap"),
    }[state]


def track(evaluation: Evaluation) -> list[dict[str, Any]]:
    """For the stage track: label, state and what is known of each step."""
    finished = done(evaluation)
    current = _reached(finished)
    labels = {
        "lock": _("Kunci instrumen"),
        "freeze": _("Bekukan bukti"),
        "rate": _("Tim menilai"),
        "close": _("Tutup penilaian"),
        "compute": _("Hitung hasil"),
        "object": _("Masa sanggah"),
    }
    return [
        {
            "label": labels[key],
            "state": "done" if key in finished else "now" if key == current else "next",
            "note": _note(key, finished.get(key) or (evaluation.computation if key == "object" else None)),
        }
        for key in ORDER
    ]


def _note(key: str, row: Any) -> str:
    if row is None:
        return ""
    if key == "rate":
        return _("%(n)s nilai") % {"n": number(row.counts["ratings"])}
    if key == "object":
        return _("sampai %(day)s") % {"day": short_day(row.objections_until)}
    return short_day(row.at)


def lock_step(evaluation: Evaluation) -> Next:
    """For the head: the rules are fixed by someone who did not make them."""
    late = lateness(evaluation)
    return Next(
        "lock",
        _("Kunci instrumennya"),
        (late + " " if late else "")
        + _("Kriteria, bobot, target, dan aturan keputusan di bawah tidak dapat diubah lagi sesudah ini, juga target yang sudah ditandatangani tiap pendamping. Periksa dahulu."),
        _("Kunci instrumen"),
    )  # fmt: skip


def lateness(evaluation: Evaluation) -> str:
    """What is said where the rules were, or would be now, fixed after the time they judge had begun; '' otherwise."""
    held = getattr(evaluation, "lock", None)
    day = timezone.localdate(held.at, zone(evaluation.region)) if held else today_in(evaluation.region)
    if day > evaluation.ends_on:
        return _(
            "Aturannya baru dikunci sesudah masa yang dinilai berakhir: katakan sebabnya dalam berita acara."
        )
    if day > evaluation.starts_on:
        return _("Aturannya baru dikunci sesudah masa yang dinilai dimulai; seharusnya sebelumnya.")
    return ""


def next_step(evaluation: Evaluation) -> Next | None:
    """What the office does next; None when it has to wait, or when all is done."""
    now = state(evaluation)
    left = unfinished(evaluation) if now == "freeze" else 0
    if left:
        title = ngettext(
            "Dokumen %(n)s pendamping belum diperiksa", "Dokumen %(n)s pendamping belum diperiksa", left
        )
        return Next(
            "documents",
            title % {"n": number(left)},
            _(
                "Instrumen ini meminta dokumen. Orang melihatnya satu per satu; sesudah lengkap buktinya dibekukan."
            ),
            _("Periksa dokumen"),
            reverse("evaluation_documents", args=[evaluation.id]),
        )
    if now == "object":
        return _after_results(evaluation)
    return {
        "lock": Next(
            "",
            _("Menunggu dikunci kepala dinas"),
            _(
                "Kepala dinas sudah diberi tahu. Yang mengunci bukan yang menyusun: sesudahnya kriteria, bobot, dan target tidak berubah lagi."
            ),
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
    }.get(now)


def _after_results(evaluation: Evaluation) -> Next | None:
    waiting, why = queries.pending(evaluation).count(), queries.unsettled(evaluation)
    if waiting:
        title = ngettext("%(n)s sanggahan menunggu jawaban", "%(n)s sanggahan menunggu jawaban", waiting)
        return Next(
            "answer",
            title % {"n": number(waiting)},
            _("Yang menjawab bukan penilai, dan bukan yang menutup atau menghitung penilaian ini."),
            _("Lihat sanggahan"),
            reverse("evaluation_objections", args=[evaluation.id]) + "?keadaan=open",
        )
    made = evaluation.computation
    if not made or today_in(evaluation.region) <= made.objections_until:
        return None
    return Next(
        "recompute",
        _("Hitung ulang hasilnya"),
        why + " " + _("Hasil sebelumnya tetap disimpan, dan siapa pun yang hasilnya berubah diberi tahu."),
        _("Hitung ulang"),
    )
