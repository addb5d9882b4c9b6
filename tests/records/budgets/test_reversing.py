"""Taken back: exactly, once, by somebody else, and only while the money is still where it went."""

import uuid

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.actions.decrees import propose
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Budget, Entry
from dampingi.records.budgets.queries.proof import faults
from tests.records.budgets.conftest import approve, promised, proposed, stands
from tests.records.budgets.test_earmarks import step, text
from tests.records.town import KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def back(town, entry, who="head", reason="Tercatat dua kali"):
    return reverse(by=town.actor(who), entry=entry.id, reason=reason, on=TODAY)


def test_it_takes_back_exactly_its_entry_once(town, budget):
    made = promised(town, budget, 40)
    step(town, made, "owe", 30)
    before = stands(budget)
    paid = step(town, made, "pay", 20)
    taken = back(town, paid)
    assert stands(budget) == before
    assert faults(budget) == []
    with pytest.raises(Conflict, match="sudah dibalik"):
        back(town, paid)
    with pytest.raises(Refused, match="sekali lagi"):
        back(town, taken)


def test_what_went_on_is_taken_back_first(town, budget):
    made = promised(town, budget, 40)
    owed = step(town, made, "owe", 30)
    paid = step(town, made, "pay", 20)
    with pytest.raises(Refused, match=r"terutang tinggal Rp.10"):
        back(town, owed)
    back(town, paid)
    back(town, owed)
    assert stands(budget) == {"allotted": 100, "free": 60, "reserved": 40}


def test_a_shift_is_taken_back_in_both_budgets(town, budget):
    approve(town, proposed(town, 70, "shift", "900/2", to=(2026, "other")))
    other = Budget.objects.unscoped("test").get(purpose="other")
    head = town.actor("head")
    back(town, Entry.objects.unscoped("test").get(kind="shift"))
    assert head.user_id
    assert stands(budget) == {"allotted": 100, "free": 100}
    assert stands(other) == {}


def test_not_by_whoever_noted_it_nor_by_others_nor_without_a_reason(town, budget):
    paid = Entry.objects.unscoped("test").get()
    for who in ("office", "inspector", "elsewhere", "ana"):
        with pytest.raises(Denied):
            back(town, paid, who)
    with pytest.raises(Refused, match="Tulis mengapa"):
        back(town, paid, reason=" ")
    with pytest.raises(Refused, match="tidak ada"):
        reverse(by=town.actor("head"), entry=uuid.uuid4(), reason="x", on=TODAY)


def test_the_head_takes_back_on_the_page(town, budget):
    entry = Entry.objects.unscoped("test").get()
    address = f"/anggaran/mutasi/{entry.id}/"
    assert "Balik mutasi ini" in text(town.client("head").get(address))
    assert "Balik mutasi ini" not in text(town.client("office").get(address))
    assert town.client("office").post(address, {"reason": "x"}).status_code == 422
    assert town.client("head").post(address, {"reason": ""}).status_code == 422
    assert town.client("head").post(address, {"reason": "Keliru"}).status_code == 302
    assert "sudah dibalik" in text(town.client("head").get(address))
    assert "sudah dibalik" in text(town.client("head").get(f"/anggaran/keputusan/{entry.subject_id}/"))
    assert town.client("head").post(address, {"reason": "Keliru"}).status_code == 422
    assert stands(budget) == {}
    propose(by=town.actor("office"), kind="allot", region=KOTA, year=2026, purpose="grants", amount=5, number="900/9", on=TODAY)  # fmt: skip
