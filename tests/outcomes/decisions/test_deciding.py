"""People decide, two of them, with reasons; the numbers only propose."""

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.actions import deciding
from dampingi.outcomes.decisions.intake import DecisionIntake, Plan
from dampingi.outcomes.decisions.models import Decision
from dampingi.outcomes.decisions.queries import current, results_of
from tests.insight.evaluation.conftest import TODAY
from tests.outcomes.decisions.conftest import FROM, PLAN, WHY


def one(bench) -> DecisionIntake:
    return results_of(bench.determination).first().subject_id


def propose(bench, key, reason=WHY, who="office", **more):
    return actions.propose(
        by=bench.actor(who),
        determination=bench.determination,
        rows=[DecisionIntake(one(bench), key, reason, **more)],
    )


def test_nothing_is_decided_while_objections_are_possible(office, settled):
    with (
        time_machine.travel(f"{TODAY}T03:00:00Z", tick=False),
        pytest.raises(Refused, match="Masa sanggah masih berjalan"),
    ):
        actions.open_determination(by=office.by, evaluation=settled)


def test_it_is_opened_once(bench, office):
    with pytest.raises(Conflict):
        actions.open_determination(by=office.by, evaluation=bench.determination.evaluation)


def test_where_the_numbers_propose_nothing_a_person_says_why(bench):
    """The small city's results are all undecided: with the reason left out nothing is decided by the software."""
    assert {deciding.proposed(r) for r in results_of(bench.determination)} == {"undecided"}
    with pytest.raises(Refused, match="berbeda dari usulan hitungan"):
        propose(bench, "keep", reason="")
    propose(bench, "keep")
    assert Decision.objects.get().proposal == "undecided"


def test_what_the_numbers_propose_needs_no_reason_but_replacing_always_does(bench, monkeypatch):
    monkeypatch.setattr(deciding, "proposed", lambda _r: "keep")
    propose(bench, "keep", reason="")
    monkeypatch.setattr(deciding, "proposed", lambda _r: "replace")
    with pytest.raises(Refused, match="selalu memerlukan alasan"):
        propose(bench, "replace", reason="")


def test_only_keeping_goes_by_the_dozen(bench, monkeypatch):
    keys = iter(["keep", "keep", "coach", "replace", "honour", "keep"])
    told = {r.subject_id: next(keys) for r in results_of(bench.determination)}
    monkeypatch.setattr(deciding, "proposed", lambda r: told[r.subject_id])
    made = actions.propose_keeping(by=bench.actor("office"), determination=bench.determination)
    assert {d.key for d in made} == {"keep"}
    assert len(made) == 3
    with pytest.raises(Refused, match="Tidak ada lagi"):
        actions.propose_keeping(by=bench.actor("office"), determination=bench.determination)


def test_coaching_has_a_plan(bench):
    with pytest.raises(Refused, match="perlu rencana"):
        propose(bench, "coach")
    with pytest.raises(Refused, match="berakhir sebelum mulai"):
        propose(bench, "coach", plan=Plan(PLAN.goals, PLAN.ends, PLAN.starts, PLAN.companion))
    propose(bench, "coach", plan=PLAN)
    assert Decision.objects.get().plan_starts == FROM


def test_honours_stay_within_the_quota_of_the_instrument(bench):
    most = bench.determination.evaluation.instrument.body["rules"]["decisions"]["honour"]["quota"]
    rows = [DecisionIntake(r.subject_id, "honour", WHY) for r in results_of(bench.determination)]
    assert most >= len(rows), "the small city's quota is wide; a narrower one is tried below"
    actions.propose(by=bench.actor("office"), determination=bench.determination, rows=rows)


def test_beyond_the_quota_is_refused(bench, monkeypatch):
    monkeypatch.setattr(deciding, "quota", lambda _d: 1)
    rows = [DecisionIntake(r.subject_id, "honour", WHY) for r in results_of(bench.determination)[:2]]
    with pytest.raises(Refused, match="Kuota apresiasi"):
        actions.propose(by=bench.actor("office"), determination=bench.determination, rows=rows)


@pytest.mark.parametrize("who", ["rater", "inspector", "mentor0", "participant", "head"])
def test_who_does_not_manage_the_evaluation_proposes_nothing(bench, who):
    with pytest.raises(Denied):
        propose(bench, "keep", who=who)


def test_the_proposer_does_not_approve(bench):
    made = propose(bench, "keep")
    with pytest.raises(Denied, match="Pengusul"):
        actions.approve(by=bench.actor("office"), determination=bench.determination, decisions=[made[0].id])


def test_not_even_past_the_action(bench):
    made = propose(bench, "keep")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(id=made.id).update(approved_by=made.proposed_by)


@pytest.mark.parametrize("who", ["rater", "inspector", "mentor0", "stranger"])
def test_raters_and_onlookers_do_not_approve(bench, who):
    made = propose(bench, "keep")
    with pytest.raises(Denied):
        actions.approve(by=bench.actor(who), determination=bench.determination, decisions=[made[0].id])


def test_what_was_replaced_meanwhile_is_not_approved_unseen(bench):
    first = propose(bench, "keep")[0]
    propose(bench, "replace")
    with pytest.raises(Refused, match="sudah diganti"):
        actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[first.id])


def test_others_than_keeping_are_approved_one_by_one(bench):
    bench.propose("replace")
    with pytest.raises(Refused, match="satu per satu"):
        bench.approve()
    for each in current(bench.determination):
        actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[each.id])
    assert not current(bench.determination).filter(approved_at=None).exists()


def test_a_returned_proposal_is_told_and_replaced_and_both_stay(bench):
    made = propose(bench, "replace")[0]
    actions.return_decision(
        by=bench.actor("head"),
        determination=bench.determination,
        decision=made.id,
        note="Belum ada pembinaan sebelumnya.",
    )
    assert "dikembalikan" in str(Notice.objects.filter(user=bench.office.users["office"]).latest("id"))
    with pytest.raises(Conflict, match="dikembalikan"):
        actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[made.id])
    propose(bench, "coach", plan=PLAN)
    versions = Decision.objects.filter(subject=made.subject_id).order_by("version")
    assert [d.key for d in versions] == ["replace", "coach"]
    assert [d.replaced_at is None for d in versions] == [False, True]


def test_a_mentor_who_also_heads_returns_no_decision_about_themselves(bench):
    """Sending it back would undo its approval: nobody puts off their own replacement."""
    made = propose(bench, "replace")[0]
    actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[made.id])
    mentor = made.subject.mentor.user
    Assignment.objects.create(user=mentor, role=Role.HEAD, region="32", starts_on=FROM.replace(month=1))
    told = {
        "determination": bench.determination,
        "decision": made.id,
        "note": "Belum ada pembinaan sebelumnya.",
    }
    with pytest.raises(Denied, match="dirinya sendiri"):
        actions.return_decision(by=actor_of(mentor, on=FROM), **told)
    assert Decision.objects.get(id=made.id).approved_at
    actions.return_decision(by=bench.actor("head"), **told)


def test_an_approved_decision_is_not_replaced_behind_the_approver(bench):
    made = propose(bench, "keep")
    actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[made[0].id])
    with pytest.raises(Conflict, match="sudah disetujui"):
        propose(bench, "replace")


def test_after_the_minutes_nothing_changes(bench):
    bench.minuted()
    with pytest.raises(Conflict, match="tidak berubah lagi"):
        propose(bench, "replace")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(reason="lain")
