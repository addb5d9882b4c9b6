"""Mentors object to their results: one is granted with a corrected count, one refused with its reason, one still waits."""

import json

from django.db.models import QuerySet

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.steps.recruiting import sample_paper
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.intake import CountCorrection, ObjectionIntake
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Objection, Subject

MENDED = 2
"""Visits the office finds in a paper attendance list."""


def contest(b: Building) -> None:
    evaluation = of_year(b, ended=11)
    b.clock.set(min(b.today, b.year.on(11, 19)))
    subjects = _with_something_missed(evaluation)[:3]
    told = [
        _object(b, subject, part, words) for subject, (part, words) in zip(subjects, _said(), strict=False)
    ]
    for objection, outcome in zip(told, ("granted", "refused"), strict=False):
        actions.answer_objection(
            by=b.persona("kepala"),
            objection=objection,
            outcome=outcome,
            reason=read("speech")["contested"][f"{outcome}_because"],
            corrections=[_mended(objection)] if outcome == "granted" else [],
        )


def of_year(b: Building, *, ended: int) -> Evaluation:
    """The evaluation of the kelurahan's mentors whose evidence ended in that month."""
    found = Evaluation.objects.unscoped("the demo's own").filter(level="kelurahan", programme=b.programme)
    return found.get(ends_on__month=ended)


def _said() -> list[tuple[str, str]]:
    words = read("speech")["contested"]
    return [("visits", words["visits"]), ("reports", words["reports"]), ("stages", words["stages"])]


def _with_something_missed(evaluation: Evaluation) -> list[Subject]:
    """Mentors some of whose visits were not counted, in order of their place."""
    subjects: QuerySet[Subject] = Subject.objects.filter(evaluation=evaluation).select_related("mentor")
    return [s for s in subjects.order_by("region", "name") if _missed(s) >= MENDED]


def _missed(subject: Subject) -> int:
    told = json.loads(_visits(subject).body)
    return int(told["due"] - told["done"])


def _visits(subject: Subject) -> FrozenEvidence:
    return FrozenEvidence.objects.get(
        freeze__evaluation=subject.evaluation_id, kind="count", key=f"visits:{subject.mentor_id}"
    )


def _object(b: Building, subject: Subject, part: str, words: str) -> Objection:
    by = b.acting(next(m for m in b.mentors if m.id == subject.mentor_id).user)
    proofs = (sample_paper("daftar hadir", subject.name),) if part == "visits" else ()
    return actions.object_to_result(by=by, subject=subject, said=ObjectionIntake(words, part, proofs=proofs))


def _mended(objection: Objection) -> CountCorrection:
    row = _visits(objection.subject)
    told = json.loads(row.body)
    return CountCorrection(row.key, told["done"] + MENDED, told["due"])
