"""Lock, freeze, rate, close, compute: each step once, in order, and nothing changes behind it."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from dampingi.engines.appraisal import EDITION
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import engine_instrument, shipped
from dampingi.insight.evaluation.models import FrozenEvidence, Instrument, Rating, Result
from dampingi.records.mentoring.models import Outcome, Visit
from tests.insight.evaluation.conftest import sheet


def test_shipped_instruments_can_be_computed_and_weigh_one_hundred():
    assert sorted(shipped()) == ["consultant", "kecamatan", "kelurahan", "kota"]
    for level, body in shipped().items():
        dimensions = dict(engine_instrument(body).dimensions())
        if level == "consultant":
            assert list(dimensions) == ["agreed", "competence", "documents"]
            continue
        assert [d for d in dimensions if d != "documents"] == ["process", "outcomes", "competence", "voice"]


def test_raw_turnover_is_never_rewarded():
    for body in shipped().values():
        assert not [c for c in body["criteria"] if "turnover" in json.dumps(c["source"])]


def test_a_broken_instrument_is_refused_before_it_is_published(office):
    body = json.loads(json.dumps(shipped()["kota"]))
    body["criteria"][0]["weight"] += 1
    with pytest.raises(Refused, match="100"):
        actions.publish_instrument(by=office.by, body=body, region="32")


def test_a_changed_instrument_is_a_new_version(office):
    first = office.create().instrument
    body = json.loads(json.dumps(first.body))
    body["rules"]["top"] = 5
    second = actions.publish_instrument(by=office.by, body=body, region="32")
    assert (first.version, second.version) == (1, 2)
    assert actions.publish_instrument(by=office.by, body=body, region="32") == second


def test_the_same_evaluation_twice_is_a_conflict(office):
    office.create()
    with pytest.raises(Conflict, match="sudah dibuat"):
        office.create()


def test_only_the_office_of_the_region_creates(office):
    for name in ("head", "inspector", "rater", "mentor0", "stranger"):
        with pytest.raises(Denied):
            actions.create_evaluation(by=office.actor(name), programme=office.city.programme)


def test_a_locked_instrument_never_changes(office):
    evaluation = office.create()
    Instrument.objects.filter(id=evaluation.instrument_id).update(name="Sebelum dikunci")
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Instrument.objects.filter(id=evaluation.instrument_id).update(name="Diubah diam-diam")


def test_evidence_waits_for_the_lock_and_the_end_of_the_period(office):
    evaluation = office.create()
    with pytest.raises(Refused, match="dikunci"):
        actions.freeze_evidence(by=office.by, evaluation=evaluation)
    later = actions.create_evaluation(by=office.by, programme=office.city.programme)
    actions.lock_instrument(by=office.actor("head"), evaluation=later)
    with pytest.raises(Refused, match="berakhir"):
        actions.freeze_evidence(by=office.by, evaluation=later)


def test_frozen_evidence_outlives_the_records(office):
    evaluation = office.frozen()
    digest = evaluation.freeze.digest
    before = list(FrozenEvidence.objects.values_list("key", "sha256").order_by("key"))
    Visit.objects.unscoped("test").delete()
    Outcome.objects.unscoped("test").update(achieved=False)
    evaluation.refresh_from_db()
    assert evaluation.freeze.digest == digest
    assert list(FrozenEvidence.objects.values_list("key", "sha256").order_by("key")) == before
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        FrozenEvidence.objects.update(body="{}")
    with pytest.raises(Conflict):
        actions.freeze_evidence(by=office.by, evaluation=evaluation)


def test_participants_are_frozen_under_pseudonyms(office):
    office.frozen()
    text = "".join(FrozenEvidence.objects.exclude(kind="mentor").values_list("body", flat=True))
    keys = "".join(
        FrozenEvidence.objects.filter(kind__in=("participant", "voice")).values_list("key", flat=True)
    )
    assert FrozenEvidence.objects.filter(kind="participant").count() == len(office.city.enrolments)
    for enrolment in office.city.enrolments:
        assert str(enrolment.id) not in text + keys
        assert enrolment.person.name not in text


def test_nobody_rates_before_the_freeze_or_after_the_closing(office):
    evaluation = office.create()
    with pytest.raises(Refused, match="belum dibekukan"):
        actions.close_ratings(by=office.by, evaluation=evaluation)
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    with pytest.raises(Refused, match="belum dibekukan"):
        actions.compute(by=office.by, evaluation=evaluation)


def test_ratings_must_exist_before_they_are_closed(office):
    with pytest.raises(Refused, match="Belum ada nilai"):
        actions.close_ratings(by=office.by, evaluation=office.assigned())


def test_results_have_the_engines_parts_and_the_hashes_of_their_inputs(office):
    made = office.computed()
    evaluation = made.evaluation
    assert made.inputs["instrument"] == evaluation.instrument.hash
    assert made.inputs["evidence"] == evaluation.freeze.digest
    assert made.inputs["ratings"] == evaluation.closure.digest
    results = Result.objects.filter(computation=made)
    assert results.count() == 6
    body = results.first().body
    assert [d["key"] for d in body["dimensions"]] == ["process", "outcomes", "competence", "voice"]
    assert body["place"] is None
    assert "few_mentors" in [c["code"] for c in made.summary["cautions"]]


def test_computing_twice_is_a_conflict(office):
    made = office.computed()
    with pytest.raises(Conflict):
        actions.compute(by=office.by, evaluation=made.evaluation)


def test_a_recomputation_gives_the_same_digits(office, capsys):
    made = office.computed()
    Visit.objects.unscoped("test").delete()
    call_command("evaluation", "recompute", str(made.evaluation_id))
    assert f"Same digits: 6 results, {made.digest}" in capsys.readouterr().out


def test_a_recomputation_tells_of_changed_ratings(office):
    made = office.computed()
    rating = Rating.objects.filter(replaced_at=None).first()
    Rating.objects.filter(id=rating.id).update(level=1 if rating.level > 1 else 2)
    with pytest.raises(CommandError, match="Nilai tim penilai sudah berubah"):
        call_command("evaluation", "recompute", str(made.evaluation_id))


def test_another_edition_of_the_engine_is_told_apart_from_tampering(office, monkeypatch):
    made = office.computed()
    monkeypatch.setattr("dampingi.insight.evaluation.recomputing.EDITION", 99)
    with pytest.raises(CommandError, match=f"edition {EDITION} of the engine, this is edition 99"):
        call_command("evaluation", "recompute", str(made.evaluation_id))


@pytest.mark.parametrize("text", ["x", "0197f000-0000-7000-8000-000000000000"])
def test_an_unknown_evaluation_is_told_in_one_line(db, text):
    with pytest.raises(CommandError, match="evaluation list"):
        call_command("evaluation", "recompute", text)


def test_the_list_shows_how_far_each_is(office, capsys):
    made = office.computed()
    call_command("evaluation", "list")
    assert f"{made.evaluation_id}  WUB-2026  kelurahan  {made.digest[:16]}" in capsys.readouterr().out


def test_every_step_is_in_the_audit_log(office):
    made = office.computed()
    actions_seen = set(
        AuditEvent.objects.filter(subject_id=str(made.evaluation_id)).values_list("action", flat=True)
    )
    assert actions_seen == {
        "create_evaluation",
        "lock_instrument",
        "freeze_evidence",
        "assign_raters",
        "declare_interests",
        "rate",
        "close_ratings",
        "compute_evaluation",
    }


def test_no_step_is_taken_by_someone_without_the_right(office):
    evaluation = office.rated()
    for name in ("head", "inspector", "rater", "mentor0", "participant", "partner"):
        by = office.actor(name)
        for step in (
            lambda by=by: actions.freeze_evidence(by=by, evaluation=evaluation),
            lambda by=by: actions.assign_raters(by=by, evaluation=evaluation, raters=[]),
            lambda by=by: actions.close_ratings(by=by, evaluation=evaluation),
            lambda by=by: actions.compute(by=by, evaluation=evaluation),
        ):
            with pytest.raises(Denied):
                step()


def test_a_panel_of_one_is_computed_and_the_page_says_what_cannot_be_told(office, client):
    evaluation = office.frozen()
    actions.assign_raters(by=office.by, evaluation=evaluation, raters=[office.users["rater"]])
    actions.declare_interests(by=office.actor("rater"), evaluation=evaluation)
    actions.rate(by=office.actor("rater"), evaluation=evaluation, rows=sheet(evaluation, 3))
    actions.close_ratings(by=office.by, evaluation=evaluation)
    made = actions.compute(by=office.by, evaluation=evaluation)
    assert [r["se"] for r in made.summary["raters"]] == [None]
    client.force_login(office.users["office"])
    page = client.get(f"/evaluasi/{evaluation.id}/hasil/").content.decode()
    assert "tidak dapat dibedakan dari pendamping yang lemah" in page
