"""Decrees: frozen lines, earlier aid that asks for a reason, money reserved, and somebody else who decides."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.queries.budgets import standing
from dampingi.records.businesses.models import Business, Person
from dampingi.records.equipment import doubles
from dampingi.records.equipment.actions import decrees
from dampingi.records.equipment.models import Award, Decree, Need
from tests.records.equipment.conftest import awarded, budgeted, decided, line, noted, proposed
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def money(budget):
    found = standing([budget])[budget.id]
    return found["free"], found["reserved"], found["owed"], found["paid"]


def test_whoever_proposed_does_not_decide(town):
    made = proposed(town, line(noted(town)))
    with pytest.raises(Denied):
        decided(town, made, who="office")
    assert decided(town, made).state == Decree.State.APPROVED


@pytest.mark.parametrize("who", ["ana", "participant", "coordinator", "elsewhere", "head"])
def test_only_the_office_proposes(town, who):
    need = noted(town)
    with pytest.raises(Refused):
        proposed(town, line(need), who=who)
    assert not Decree.objects.unscoped("test").exists()


def test_a_need_is_awarded_once(town):
    need = noted(town)
    proposed(town, line(need))
    with pytest.raises(Conflict, match="sudah diputus"):
        proposed(town, line(need))
    with pytest.raises(Refused, match="masing-masing sekali"):
        proposed(town, *[line(noted(town, 1))] * 2)


@pytest.mark.parametrize(
    ("more", "said"),
    [({"amount": 0}, "lebih dari nol"), ({"amount": 10**14}, "paling banyak"), ({"reason": " "}, "mengapa")],
)
def test_lines_that_cannot_be(town, more, said):
    need = noted(town)
    with pytest.raises(Refused, match=said):
        proposed(town, line(need, **more))
    with pytest.raises(Refused, match="sedikitnya satu"):
        proposed(town)


def test_earlier_aid_to_the_same_business_asks_for_a_reason(town):
    awarded(town, 0, kind="cart", item="Gerobak")
    need = noted(town, 0)
    with pytest.raises(Refused, match="pernah menerima bantuan"):
        proposed(town, line(need))
    made = proposed(town, line(need, despite="Gerobak untuk jualan, oven untuk produksi"))
    told = Award.objects.unscoped("test").get(decree=made)
    assert told.doubled
    assert [(why, what) for why, what, _on in told.doubles] == [("business", "Gerobak")]


def earlier(town, n):
    shop = Business.objects.unscoped("test").select_related("owner").get(id=town.enrolments[n].business_id)
    return [(d.why, d.aid.what) for d in doubles.doubles_of([shop])[shop.id]]


def test_the_same_person_with_another_business_is_told(town):
    awarded(town, 0)
    first, second = (town.enrolments[n].business_id for n in (0, 1))
    owner = Business.objects.unscoped("test").get(id=first).owner_id
    assert earlier(town, 1) == []
    Business.objects.unscoped("test").filter(id=second).update(owner=owner)
    assert earlier(town, 1) == [("person", "Oven gas")]


def test_the_same_house_is_told_however_its_address_is_written(town):
    awarded(town, 0)
    people = Person.objects.unscoped("test")
    people.filter(id=town.enrolments[0].business.owner_id).update(address="Jl. Mawar No. 12 RT 03/RW 05")
    people.filter(id=town.enrolments[1].business.owner_id).update(address="jalan mawar 12")
    people.filter(id=town.enrolments[2].business.owner_id).update(address="Jalan Mawar 13")
    assert earlier(town, 1) == [("house", "Oven gas")]
    assert earlier(town, 2) == []


def test_an_address_without_a_number_is_nobody_s_house(town):
    awarded(town, 0)
    people = Person.objects.unscoped("test")
    for n in (0, 1):
        people.filter(id=town.enrolments[n].business.owner_id).update(address="Jalan Mawar")
    assert earlier(town, 1) == []


def test_what_was_returned_is_no_aid_and_its_need_is_free_again(town):
    need = noted(town)
    made = decided(town, proposed(town, line(need)), passed=False, comment="Terlalu mahal")
    assert made.returned_note == "Terlalu mahal"
    assert earlier(town, 0) == []
    proposed(town, line(need, amount=2_000_000))


def test_money_is_reserved_and_never_more_than_there_is(town):
    budget = budgeted(town, 5_000_000)
    made = proposed(town, line(noted(town, 0)))
    assert money(budget) == (2_000_000, 3_000_000, 0, 0)
    with pytest.raises(Refused, match="Anggaran tidak cukup"):
        proposed(town, line(noted(town, 1)))
    assert Decree.objects.unscoped("test").count() == 1
    decided(town, made, passed=False, comment="x")
    assert money(budget) == (5_000_000, 0, 0, 0)


def test_a_line_that_falls_away_frees_its_money_and_opens_its_need(town):
    budget = budgeted(town, 5_000_000)
    award = awarded(town)
    with pytest.raises(Refused, match="mengapa"):
        decrees.withdraw_award(by=town.actor("office"), award=award.id, reason="")
    decrees.withdraw_award(by=town.actor("office"), award=award.id, reason="Penerima pindah")
    assert money(budget) == (5_000_000, 0, 0, 0)
    with pytest.raises(Conflict):
        decrees.withdraw_award(by=town.actor("office"), award=award.id, reason="x")
    assert Need.objects.unscoped("test").get(id=award.need_id).met_on is None
    proposed(town, line(Need.objects.unscoped("test").get(id=award.need_id)))


def test_without_a_budget_here_nothing_is_paid_here(town):
    award = awarded(town)
    with pytest.raises(Refused, match="di luar aplikasi"):
        decrees.pay_award(by=town.actor("office"), award=award.id, on=TODAY, reference="SP2D-1")
