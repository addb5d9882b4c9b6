"""What minutes, decree and letters say, as plain JSON. Always Indonesian: they are official documents."""

import datetime
from typing import Any

from django.utils import translation

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.insight.evaluation.models import EvidenceFreeze, RatingsClosure
from dampingi.insight.evaluation.words import band
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current, raters
from dampingi.outcomes.papers.content import frame, told_day
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.places import place_words

ORDER = ("honour", "keep", "coach", "replace")
HEADINGS = {
    "honour": "Diberi apresiasi",
    "keep": "Dipertahankan",
    "coach": "Dibina dengan rencana",
    "replace": "Diganti",
}
LETTERS = {
    "honour": "Dinas mengucapkan terima kasih atas pendampingan Saudara dan memberikan apresiasi. Saudara melanjutkan tugas.",
    "keep": "Saudara dipertahankan dan melanjutkan tugas. Terima kasih atas pendampingan Saudara.",
    "coach": "Saudara melanjutkan tugas dengan rencana pembinaan di bawah ini. Rencana ini bantuan, bukan hukuman.",
    "replace": "Tugas Saudara sebagai pendamping berakhir. Terima kasih atas yang telah Saudara kerjakan bagi para peserta; "
    "dinas membantu serah terimanya.",
}
REMEDY = (
    "Bila Saudara berkeberatan, ajukan keberatan tertulis kepada pejabat yang menandatangani surat ini paling lama 21 hari kerja "
    "sejak keputusan diumumkan (Pasal 77 Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan). Bukti, hasil, dan jawaban "
    "atas sanggahan Saudara dapat dibaca di Dampingi."
)


def minutes(found: Determination, *, number: str, on: datetime.date) -> dict[str, Any]:
    """Who was evaluated from what, by whom, with which result, and what was agreed; hashes for whoever checks."""
    with translation.override("id"):
        evaluation = found.evaluation
        return frame(found.region) | {
            "title": f"Berita acara {evaluation.instrument.name} nomor {number}",
            "number": number,
            "lines": [
                ["Program", f"{found.programme.name} ({found.programme.code})"],
                ["Wilayah", place_words(found.region)],
                ["Masa yang dinilai", formats.span(evaluation.starts_on, evaluation.ends_on)],
                ["Instrumen", f"{evaluation.instrument.name}, versi {evaluation.instrument.version}"],
                ["Hasil", _computed(found)],
            ],
            "panel": [user.name for user in raters(found)],
            "rows": _rows(found),
            "hashes": _hashes(found),
            "day": formats.day(on),
        }


def decree(found: Determination, *, number: str, on: datetime.date) -> dict[str, Any]:
    """What is determined about whom, from when, on which basis; its annex is the list."""
    with translation.override("id"):
        paper = _paper(Paper.Kind.MINUTES, found)
        corrected = found.corrects
        return frame(found.authority) | {
            "title": f"Keputusan penetapan hasil evaluasi pendamping nomor {number}",
            "number": number,
            "about": f"Penetapan hasil {found.evaluation.instrument.name.lower()} {found.programme.name}",
            "basis": [line.strip() for line in found.basis.splitlines() if line.strip()],
            "minutes": f"Berita acara nomor {paper.number}, {paper.content['day']}",
            "unsigned": [
                [s.name, s.absent]
                for s in found.signatures.exclude(absent="").order_by("name")  # type: ignore[attr-defined]
            ],
            "corrects": f"Keputusan nomor {_paper(Paper.Kind.DECREE, corrected).number}" if corrected else "",
            "why": found.why,
            "effective": formats.day(found.effective_on),
            "groups": [
                {"heading": HEADINGS[key], "rows": rows}
                for key in ORDER
                if (rows := [r for r in _rows(found) if r[4] == HEADINGS[key]])
            ],
            "hashes": _hashes(found),
            "day": formats.day(on),
        }


def letter(decision: Decision, *, decree: str, number: str, on: datetime.date) -> dict[str, Any]:
    """To one person: the decision, why, the plan where there is one, and what they can do about it."""
    with translation.override("id"):
        found, subject = decision.determination, decision.subject
        return frame(found.authority) | {
            "title": f"Keputusan hasil evaluasi {subject.name}",
            "number": number,
            "name": subject.name,
            "place": place_words(subject.region),
            "lines": [
                ["Keputusan", HEADINGS[decision.key]],
                ["Menurut", f"Keputusan nomor {decree}"],
                ["Berlaku mulai", formats.day(found.effective_on)],
                ["Hasil", band(found.evaluation, decision.result.body)],
            ],
            "says": LETTERS[decision.key],
            "reason": decision.reason,
            "plan": _plan(decision),
            "remedy": REMEDY,
            "day": formats.day(on),
        }


def _plan(decision: Decision) -> list[list[str]]:
    if not decision.goals:
        return []
    return [
        ["Yang dicapai", decision.goals],
        ["Didampingi", decision.companion],
        ["Waktu", formats.span(decision.plan_starts, decision.plan_ends)],
    ]


def _rows(found: Determination) -> list[list[str]]:
    """number, name, place, result, decision, why"""
    decisions = list(current(found))
    places = names(d.subject.region for d in decisions)
    return [
        [
            str(n),
            d.subject.name,
            places.get(d.subject.region, d.subject.region),
            band(found.evaluation, d.result.body),
            HEADINGS[d.key],
            d.reason,
        ]
        for n, d in enumerate(decisions, 1)
    ]


def _computed(found: Determination) -> str:
    made = found.computation
    day = told_day(made.at, found.region)
    again = f", hitungan ke-{made.number} sesudah sanggahan" if made.number > 1 else ""
    return f"dihitung {day}{again}"


def _hashes(found: Determination) -> list[list[str]]:
    evaluation = found.evaluation
    return [
        ["Instrumen", evaluation.instrument.hash],
        ["Bukti beku", EvidenceFreeze.objects.get(evaluation=evaluation).digest],
        ["Nilai tim", RatingsClosure.objects.get(evaluation=evaluation).digest],
        ["Hasil", found.computation.digest],
    ]


def _paper(kind: str, found: Determination) -> Paper:
    return Paper.objects.unscoped("of a determination in reach").get(kind=kind, subject=found.id)
