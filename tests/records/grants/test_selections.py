"""From an option to recipients: people decide each with a reason, and somebody who had no hand in it approves."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.queries.budgets import standing
from dampingi.records.businesses.models import Business
from dampingi.records.equipment import doubles
from dampingi.records.grants.actions import selecting
from dampingi.records.grants.models import Candidate, Selection
from tests.records.equipment.conftest import awarded
from tests.records.grants.conftest import (
    budgeted,
    chosen,
    cooperative,
    opened,
    recipient,
    studied,
    submitted,
    verdict,
)

pytestmark = pytest.mark.usefixtures("july", "micro")


def money(budget):
    found = standing([budget])[budget.id]
    return found["free"], found["reserved"], found["owed"], found["paid"]


def test_candidates_come_from_the_study_in_its_order(town):
    found = opened(town, budget=4_000_000)
    assert [(c.rank, c.amount, c.chosen) for c in found.candidates.order_by("rank")] == [
        (1, 2_000_000, None),
        (2, 2_000_000, None),
    ]


def test_an_option_is_selected_once_and_only_where_money_is_given(town):
    made = studied(town)
    opened(town, study=made)
    with pytest.raises(Conflict, match="sudah diseleksi"):
        opened(town, study=made)
    for form in ("goods", "subsidy"):
        with pytest.raises(Refused, match="tidak diseleksi di sini"):
            opened(town, form, study=made)
    with pytest.raises(Refused, match="Tidak ada yang memenuhi syarat"):
        opened(town, "group_grant", study=made)
    with pytest.raises(Refused) as refusal:
        opened(town, "yacht", study=made)
    assert refusal.value.status == 404


def test_cooperatives_are_candidates_for_a_grant(town):
    held = cooperative()
    found = opened(town, "group_grant")
    assert [c.cooperative_id for c in found.candidates.all()] == [held.id]


def test_every_decision_says_why_and_all_are_decided_before_it_is_submitted(town):
    found = opened(town, budget=4_000_000)
    first = found.candidates.order_by("rank").first()
    with pytest.raises(Refused, match="Tulis mengapa"):
        selecting.decide_candidate(by=town.actor("office"), candidate=first.id, chosen=True, reason=" ")
    selecting.decide_candidate(by=town.actor("office"), candidate=first.id, chosen=True, reason="Siap")
    with pytest.raises(Refused, match="1 calon yang belum diputus"):
        submitted(town, found)
    chosen(town, found, count=0)
    with pytest.raises(Refused, match="Tidak ada yang dipilih"):
        submitted(town, found)


def test_whoever_opened_it_does_not_approve(town):
    found = submitted(town, chosen(town, opened(town)))
    with pytest.raises(Denied):
        verdict(town, found, who="office")
    assert verdict(town, found).state == Selection.State.APPROVED


@pytest.mark.parametrize("who", ["ana", "participant", "elsewhere", "head", "coordinator"])
def test_only_the_office_decides_on_candidates(town, who):
    found = opened(town)
    with pytest.raises(Refused):
        chosen(town, found, who=who)
    assert not Candidate.objects.unscoped("test").exclude(chosen=None).exists()


def test_once_submitted_nothing_changes_until_it_is_returned(town):
    budget = budgeted(town, 3_000_000)
    found = submitted(town, chosen(town, opened(town)))
    assert money(budget) == (1_000_000, 2_000_000, 0, 0)
    with pytest.raises(Conflict):
        chosen(town, found)
    with pytest.raises(Conflict):
        submitted(town, found)
    verdict(town, found, passed=False)
    assert money(budget) == (3_000_000, 0, 0, 0)
    assert (found.state, found.returned_note) == (Selection.State.OPEN, "perbaiki")
    verdict(town, submitted(town, chosen(town, found)))
    assert money(budget) == (1_000_000, 2_000_000, 0, 0)


def test_never_more_than_the_budget(town):
    budgeted(town, 3_000_000)
    found = chosen(town, opened(town), count=2)
    with pytest.raises(Refused, match="Anggaran tidak cukup"):
        submitted(town, found)
    found.refresh_from_db()
    assert found.state == Selection.State.OPEN


def test_earlier_equipment_is_told_of_a_candidate_and_a_grant_of_who_asks_for_equipment(town):
    awarded(town, 0)
    found = opened(town)
    told = found.candidates.get(business=town.first.business_id)
    assert [(why, what) for why, what, _on in told.doubles] == [("business", "Oven gas")]
    other = recipient(town, study=studied(town)).business_id
    shop = Business.objects.unscoped("test").select_related("owner").get(id=other)
    assert any("Bantuan sosial" in d.aid.what for d in doubles.doubles_of([shop])[other])
