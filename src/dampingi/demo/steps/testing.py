"""The questions of the year's modules, and a session of today whose tests are answered on the spot."""

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import stream
from dampingi.demo.steps.learning import persona_enrolment
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.records.learning.actions import (
    close_quiz,
    enter_answers,
    hold_training,
    open_quiz,
    record_attendance,
    register,
    write_quiz,
)
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Module
from dampingi.records.quizzes.marking import Question

TITLE, THERE = "Pembukuan dan akses pembiayaan", 14
KNOWS = {"pre": 0.45, "post": 0.78}
"""How likely a question of middling difficulty is answered rightly."""


def test_them(b: Building) -> None:
    by = b.persona("penyelenggara")
    modules = {m.title: m for m in Module.objects.filter(curriculum__programme=b.programme)}
    for title, module in modules.items():
        write_quiz(by=by, module=module.id, questions=_questions(title))
    if b.today <= b.programme.ends_on:
        b.clock.set(b.today)
        _session(b, modules[TITLE])


def _session(b: Building, module: Module) -> None:
    by, mine = b.persona("penyelenggara"), persona_enrolment(b)
    theirs = ancestor(mine.region, 3)
    held = hold_training(
        by=by, programme=b.programme, region=theirs, subject=module.subject, title="Latihan pembukuan", minutes=module.minutes,
        on=b.today, place=f"Aula Kecamatan {b.places.kecamatan[theirs]}", module=module, places=25, closes_on=b.today,
    )  # fmt: skip
    near = [e for e in b.enrolments if contains(theirs, e.region) and not e.exited_on and e.id != mine.id]
    asked = [mine, *near[: THERE + 4]]
    register(by=by, training=held.id, enrolments=[e.id for e in asked], today=b.today)
    came = [AttendanceIntake(e.id, present=n != 3) for n, e in enumerate(asked[: THERE + 1])]
    record_attendance(by=by, training=held, rows=came, today=b.today)
    rows = Attendance.objects.unscoped("the demo city").filter(training=held, present=True).exclude(enrolment=mine)  # fmt: skip
    for side in ("pre", "post"):
        open_quiz(by=by, training=held.id, side=side, today=b.today)
        dice = stream(b.seed, f"tests {side}")
        for row in list(rows.order_by("enrolment__person__key", "id"))[: THERE - 3]:
            enter_answers(by=by, attendance=row.id, side=side, answers=_answers(module.title, side, dice))
        if side == "pre":
            close_quiz(by=by, training=held.id, side=side)


def _answers(title: str, side: str, dice: np.random.Generator) -> list[int | None]:
    """Later questions are harder."""
    found: list[int | None] = []
    for n, question in enumerate(_questions(title)):
        wrong = [k for k in range(len(question.choices)) if k != question.right]
        knows = dice.random() < KNOWS[side] - 0.07 * n
        found.append(question.right if knows else int(dice.choice(wrong)))
    return found


def _questions(title: str) -> list[Question]:
    """Each with its choices turned a little further, so that the right one is not always in the same place."""
    found = []
    for n, row in enumerate(read("quizzes")[title]):
        choices, k = row["choices"], n % len(row["choices"])
        right = (row["right"] - k) % len(choices)
        found.append(Question(row["text"], (*choices[k:], *choices[:k]), right))
    return found
