"""What the mentors report was achieved, and what someone else finds who looks again."""

import datetime

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.dice import picker, stream
from dampingi.records.mentoring.actions import draw_reverification, report_outcomes, reverify
from dampingi.records.mentoring.intake import OutcomeIntake, ReverificationIntake

ASPECTS = ("basic", "marketing", "sentra")
_MISSED = (0.18, 0.5, 0.62)
"""How often each aspect is among those a participant did not achieve."""
LOOKED_AT_AGAIN = 0.12


def report(b: Building) -> None:
    """Outcomes are due at the end of October; slow mentors send theirs in November."""
    dice = stream(b.seed, "outcomes")
    stayed = [i for i, e in enumerate(b.enrolments) if e.exited_on is None]
    current = b.mentors_on(b.today)
    late = dice.exponential(5, len(b.mentors)) / b.guides.diligence
    rows = []
    for i in stayed:
        days = int(late[current[i]] + dice.integers(0, 12))
        day = min(b.year.on(10, 18) + datetime.timedelta(days=days), b.year.on(11, 9))
        rows += _aspects(b, i, int(current[i]), day, dice)
    report_outcomes(by=b.by, rows=rows, today=b.today)


def _aspects(
    b: Building, i: int, mentor: int, on: datetime.date, dice: np.random.Generator
) -> list[OutcomeIntake]:
    missed = dice.random(3) < _MISSED
    if not missed.any():
        missed[2] = True
    achieved = np.full(3, True) if b.lives.reported[i] else ~missed
    return [
        OutcomeIntake(b.enrolments[i].id, b.mentors[mentor].id, aspect, bool(yes), on)
        for aspect, yes in zip(ASPECTS, achieved, strict=True)
    ]


def look_again(b: Building) -> None:
    """A random sample, visited by the office and the inspectorate, who find the truth."""
    drawn = draw_reverification(by=b.by, programme=b.programme, share=LOOKED_AT_AGAIN, seed=b.seed)
    index = {e.id: i for i, e in enumerate(b.enrolments)}
    rng = picker(b.seed, "reverification")
    rows = [_found(b, index[id], rng) for id in sorted(drawn, key=lambda id: index[id])]
    half = len(rows) * 3 // 5
    reverify(by=b.persona("penyelenggara"), rows=rows[:half], today=b.today)
    reverify(by=b.persona("inspektorat"), rows=rows[half:], today=b.today)


def _found(b: Building, i: int, rng) -> ReverificationIntake:
    passed = bool(b.lives.passed[i])
    notes = ("Bukti lengkap.", "Usaha berjalan dan catatan penjualan ada.") if passed else (
        "Produk belum dipasarkan di luar lingkungan.", "Belum terhubung dengan sentra.", "Tugas belum lengkap.",
    )  # fmt: skip
    day = b.year.on(11, 10) + datetime.timedelta(days=rng.randint(0, 5))
    return ReverificationIntake(b.enrolments[i].id, passed, day, rng.choice(notes))
