"""Participants answer five short questions about their mentor."""

import datetime

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.dice import stream
from dampingi.records.voices.actions import give_voices
from dampingi.records.voices.intake import VoiceIntake

ANSWERING = 0.63
_USUAL = np.array([4.0, 4.3, 4.1, 4.6, 4.2])
"""The city's means: came, listened, useful, respectful, recommend."""
_FELT = np.array([1.2, 0.8, 1.3, 0.5, 1.2])
"""How much of a mentor's warmth shows in each answer."""


def speak(b: Building) -> None:
    dice = stream(b.seed, "voices")
    current = b.mentors_on(b.year.on(10, 20))
    stayed = np.array([e.exited_on is None for e in b.enrolments])
    answering = np.flatnonzero(stayed & (dice.random(len(b.cohort)) < ANSWERING * b.lives.engagement**0.3))
    mild = dice.normal(0, 0.45, len(b.cohort))
    rows = []
    for i in answering:
        mentor = int(current[i])
        felt = _USUAL + _FELT * b.guides.warmth[mentor] + mild[i] + 0.2 * np.log(b.guides.diligence[mentor])
        answers = np.clip(np.round(felt + dice.normal(0, 0.55, 5)), 1, 5).astype(int).tolist()
        on = min(b.today, b.year.on(10, 21) + datetime.timedelta(days=int(dice.integers(0, 25))))
        rows.append(VoiceIntake(b.enrolments[i].id, b.mentors[mentor].id, on, *answers))
    give_voices(by=b.by, rows=rows, today=b.today)
