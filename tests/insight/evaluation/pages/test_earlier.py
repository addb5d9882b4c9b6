"""Evaluations of earlier years as frozen prior evidence: which count, and where a mentor reads of them."""

import datetime
import json

import pytest
import time_machine

from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.models import Computation, Evaluation, FrozenEvidence, Instrument
from tests.insight.evaluation.conftest import AFTER, sheet

Kind = FrozenEvidence.Kind
YEAR_BEFORE = datetime.date(2025, 8, 20)


def publish(office, **rules) -> Instrument:
    body = json.loads(json.dumps(shipped()["kelurahan"]))
    body["rules"] |= rules
    return actions.publish_instrument(by=office.by, body=body, region="32")


def moved_back(made: Computation, until: datetime.date = YEAR_BEFORE) -> Evaluation:
    """The same evaluation as if it had been a year ago."""
    evaluation = made.evaluation
    Evaluation.objects.unscoped("test").filter(id=evaluation.id).update(
        starts_on=until - datetime.timedelta(days=200), ends_on=until
    )
    return evaluation


def this_year(office) -> Evaluation:
    with time_machine.travel(AFTER, tick=False):
        return office.frozen()


def earlier(evaluation: Evaluation) -> list[dict]:
    return [
        json.loads(r.body)
        for r in FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=Kind.EARLIER)
    ]


def test_a_settled_result_of_the_year_before_is_frozen_with_its_distance_from_the_average(office):
    publish(office, pool_years=2, pool_weight=0.5)
    before = moved_back(office.computed())
    rows = earlier(this_year(office))
    made = Computation.objects.get(evaluation=before)
    told = {d["key"]: d for d in made.summary["dimensions"]}
    assert rows
    for row in rows:
        assert (row["evaluation"], row["years"], row["digest"]) == (str(before.id), 1, made.digest)
        result = made.results.get(subject__mentor=row["mentor"]).body
        for key, figures in row["dimensions"].items():
            part = next(d for d in result["dimensions"] if d["key"] == key)
            assert figures["apart"] == pytest.approx(
                part["raw"] + part["caseload"] - told[key]["centre"], abs=0.006
            )
            assert figures["se"] > 0
    assert {k for row in rows for k in row["dimensions"]} <= {"outcomes", "competence", "voice"}


def test_an_instrument_that_does_not_pool_freezes_none(office):
    moved_back(office.computed())
    assert earlier(this_year(office)) == []


def test_an_evaluation_of_overlapping_months_does_not_count_twice(office):
    publish(office, pool_years=2)
    made = office.computed()
    Evaluation.objects.unscoped("test").filter(id=made.evaluation_id).update(
        ends_on=datetime.date(2026, 7, 1)
    )
    assert earlier(this_year(office)) == []


def test_results_still_open_to_objections_do_not_count(office):
    publish(office, pool_years=2)
    made = office.computed()
    moved_back(made)
    assert earlier(office.frozen()) == []


def test_a_dimension_measured_otherwise_then_does_not_count(office):
    publish(office, pool_years=2)
    moved_back(office.computed())
    body = json.loads(json.dumps(shipped()["kelurahan"]))
    body["rules"]["pool_years"] = 2
    next(c for c in body["criteria"] if c["dimension"] == "outcomes")["target"] = 0.7
    with time_machine.travel(AFTER, tick=False):
        actions.publish_instrument(by=office.by, body=body, region="32")
    rows = earlier(this_year(office))
    assert rows
    assert "outcomes" not in {k for row in rows for k in row["dimensions"]}


def test_a_mentor_reads_what_counted_and_can_open_it_and_the_digits_stay(office, page):
    publish(office, pool_years=2)
    before = moved_back(office.computed())
    with time_machine.travel(AFTER, tick=False):
        evaluation = office.assigned()
        for name in ("rater", "second"):
            actions.declare_interests(by=office.actor(name), evaluation=evaluation)
            actions.rate(by=office.actor(name), evaluation=evaluation, rows=sheet(evaluation, 4))
        actions.close_ratings(by=office.by, evaluation=evaluation)
        made = actions.compute(by=office.by, evaluation=evaluation)
        found = next(r for r in made.results.all() if any(d["earlier"] for d in r.body["dimensions"]))
        then = before.subjects.get(mentor=found.subject.mentor_id)
        result = page("office", "evaluation_result", evaluation.id, found.subject_id).content.decode()
        evidence = page("office", "evaluation_evidence", evaluation.id, found.subject_id).content.decode()
    assert "Ikut dihitung 1 penilaian sebelumnya." in result
    assert "Penilaian sebelumnya yang ikut dihitung" in evidence
    assert f"/{then.id}/" in evidence
    from dampingi.insight.evaluation.recomputing import computed

    assert computed(evaluation).digest == made.digest
