"""Stages and tasks: most in time, some late, some never, more of it under diligent mentors."""

import datetime
from dataclasses import replace

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.records.mentoring.actions import complete_stages, set_task, submit_tasks
from dampingi.records.mentoring.actions.editions import publish_stages
from dampingi.records.mentoring.intake import StageIntake, SubmissionIntake
from dampingi.records.mentoring.tracks.plans import shipped

_DONE = (0.99, 0.985, 0.97, 0.965, 0.955, 0.94)
"""Share who finish each stage, among those who finished the one before."""


def finish_stages(b: Building) -> None:
    dice = stream(b.seed, "stages")
    stages = list(b.programme.stages.order_by("order"))
    push = _push(b)
    before = np.maximum(b.cohort.enrolled + 5, b.year.on(2, 12).toordinal())
    going, rows = np.ones(len(b.cohort), bool), []
    for stage, share in zip(stages, _DONE, strict=True):
        lag = dice.normal(-13, 11, len(b.cohort)) - 9 * push + dice.exponential(5, len(b.cohort))
        day = np.maximum(stage.due_on.toordinal() + lag, before + dice.integers(3, 20, len(b.cohort))).astype(
            int
        )
        going &= dice.random(len(b.cohort)) < share ** np.exp(-0.7 * push)
        done = going & (day < np.minimum(b.cohort.exited, b.today.toordinal() + 1))
        before = np.where(done, day, before)
        rows += [
            StageIntake(b.enrolments[i].id, stage.id, datetime.date.fromordinal(int(day[i])))
            for i in np.flatnonzero(done)
        ]
    complete_stages(by=b.by, rows=rows, today=b.today)


def ask_for_evidence(b: Building) -> None:
    """The office publishes what the stages ask: what was ticked off before stays, from now on there must be evidence."""
    shown = {r.code: r for r in shipped("wub", b.programme)}
    rules = [replace(shown[s.code], due_on=s.due_on) for s in b.programme.stages.order_by("order")]
    publish_stages(
        by=b.by, programme=b.programme, rules=rules, today=b.today,
        note="Mulai kini tahap ditandai selesai bila buktinya ada.",
    )  # fmt: skip


def _push(b: Building) -> np.ndarray:
    """How far mentor and participant together run ahead (or behind), about -1 to 1."""
    return np.log(b.guides.diligence[b.loads.first]) * 1.6 + np.log(b.lives.engagement)


def hand_in_tasks(b: Building) -> None:
    dice, rng = stream(b.seed, "tasks"), picker(b.seed, "tasks")
    push = _push(b)
    for plan in read("speech")["tasks"]:
        due = b.year.on(plan["month"], plan["day"])
        task = set_task(by=b.by, programme=b.programme, code=plan["code"], title=plan["title"], due_on=due)
        day = (due.toordinal() + dice.normal(-9, 8, len(b.cohort)) - 5 * push).astype(int)
        with_us = (day >= b.cohort.enrolled + 7) & (day < np.minimum(b.cohort.exited, b.today.toordinal()))
        handed = with_us & (dice.random(len(b.cohort)) < 0.82 ** np.exp(-0.9 * push))
        score = np.clip(71 + 9 * push + 5 * b.lives.help + dice.normal(0, 9, len(b.cohort)), 30, 100)
        rows = [
            _submission(b, rng, task.id, int(i), int(day[i]), round(score[i])) for i in np.flatnonzero(handed)
        ]
        submit_tasks(by=b.by, rows=rows, today=b.today)


def _submission(b: Building, rng, task, participant: int, day: int, score: int) -> SubmissionIntake:
    marked = rng.random() < 0.9
    return SubmissionIntake(
        enrolment_id=b.enrolments[participant].id,
        task_id=task,
        on=datetime.date.fromordinal(day),
        score=score if marked else None,
        feedback=read("speech")["feedback"][min(3, max(0, (95 - score) // 12))] if marked else "",
    )
