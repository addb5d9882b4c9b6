"""Stages and tasks: most in time, some late, some never, more of it under diligent mentors."""

import datetime
import io
from dataclasses import replace

import numpy as np
from PIL import Image, ImageOps

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.records.mentoring.actions import complete_stages
from dampingi.records.mentoring.actions.editions import publish_stages
from dampingi.records.mentoring.intake import StageIntake
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.mentoring.tracks.plans import shipped
from dampingi.records.tasks import rubrics
from dampingi.records.tasks.actions import mark_task, publish_rubric, set_task, submit_tasks
from dampingi.records.tasks.intake import FileIntake, MarkIntake, SubmissionIntake

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
    push, stage = _push(b), b.programme.stages.get(code="tugas")
    for plan in read("speech")["tasks"]:
        due = b.year.on(plan["month"], plan["day"])
        task = set_task(by=b.by, programme=b.programme, code=plan["code"], title=plan["title"], due_on=due,
                        description=plan["asks"], stage_id=stage.id)  # fmt: skip
        day = (due.toordinal() + dice.normal(-9, 8, len(b.cohort)) - 5 * push).astype(int)
        with_us = (day >= b.cohort.enrolled + 7) & (day < np.minimum(b.cohort.exited, b.today.toordinal()))
        handed = with_us & (dice.random(len(b.cohort)) < 0.82 ** np.exp(-0.9 * push) * b.lives.drive(due))
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


def _handwriting() -> FileIntake:
    """A picture of nothing in particular, as of a page of notes."""
    out, shades = io.BytesIO(), Image.linear_gradient("L").resize((240, 320))
    ImageOps.colorize(shades, "#f6f1e4", "#b9a988").save(out, "JPEG")
    return FileIntake("catatan.jpg", out.getvalue())


RETURNED, AGAIN, LATE_RUBRIC = 6, 3, "rencana"
"""Of the hand-ins nobody marked, so many are sent back and so many of those mended; the last task is marked by a rubric."""


def mark_by_rubric(b: Building) -> None:
    """The office publishes a rubric for the last task; the persona's mentor marks, sends back, and gets some handed in again."""
    task = Task.objects.get(programme=b.programme, code=LATE_RUBRIC)
    made = publish_rubric(
        by=b.persona("penyelenggara"), task=task.id, rubric=rubrics.read(read("speech")["rubric"])
    )
    waiting = Submission.objects.unscoped("a demo city in the making").filter(
        programme=b.programme, state=Submission.State.HANDED_IN, enrolment__exited_on=None
    )
    rows = list(waiting.order_by("task__due_on", "region", "enrolment__person__key")[:RETURNED])
    for i, row in enumerate(rows):
        said = read("speech")["feedback"][2 + i % 2]
        mark_task(by=b.by, said=MarkIntake(row.id, row.version, False, feedback=said))
    again = [
        SubmissionIntake(
            r.enrolment_id,
            r.task_id,
            b.year.on(11, 18),
            read("speech")["mended"][i % 2],
            files=(_handwriting(),),
        )
        for i, r in enumerate(rows[:AGAIN])
    ]
    submit_tasks(by=b.by, rows=again, today=b.today)
    _marked_by_levels(b, made.rubric, task, again)


def _marked_by_levels(b: Building, rubric: rubrics.Rubric, task: Task, again: list[SubmissionIntake]) -> None:
    """One more of the rubric's own task: handed in today, marked by its levels."""
    given = Submission.objects.unscoped("a demo city in the making").filter(task=task).values("enrolment")
    held = b.mentors_on(b.today)
    mine = next(i for i, m in enumerate(b.mentors) if m.user_id == b.users["pendamping"].id)
    taken = {row["enrolment"] for row in given}
    theirs = [
        e
        for e, m in zip(b.enrolments, held, strict=True)
        if m == mine and e.id not in taken and e.exited_on is None
    ][:2]
    text = read("speech")["mended"][1]
    sent = submit_tasks(
        by=b.persona("pendamping"), today=b.today,
        rows=[SubmissionIntake(e.id, task.id, b.year.on(11, 18), text) for e in theirs],
    )  # fmt: skip
    for submission in sent[:1]:
        levels = {c.code: min(2, len(c.levels) - 1) for c in rubric.criteria}
        said = MarkIntake(submission.id, 1, True, levels, feedback=read("speech")["feedback"][0])
        mark_task(by=b.persona("pendamping"), said=said)
