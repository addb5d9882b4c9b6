"""Budget by decree: proposed by one, approved by another, never more shifted or cut than is free."""

import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.models import Budget, Decree, Entry
from tests.records.budgets.conftest import allotted, approve, promised, proposed, stands
from tests.records.town import KECAMATAN, KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def text(answer):
    return answer.content.decode()


def test_money_is_there_once_somebody_else_approved(town):
    made = proposed(town, 500)
    assert stands(made.budget) == {}
    with pytest.raises(Denied):
        approve(town, made, "office")
    approve(town, made)
    assert stands(made.budget) == {"allotted": 500, "free": 500}
    assert Entry.objects.unscoped("test").get().reference == "900/1/DPA"
    assert AuditEvent.objects.filter(action="propose_budget_decree").count() == 1


def test_a_shift_moves_between_two_budgets_and_both_still_add_up(town):
    budget = allotted(town, 500)
    approve(town, proposed(town, 200, "shift", "900/2", to=(2026, "equipment")))
    other = Budget.objects.unscoped("test").get(purpose="equipment")
    assert stands(budget) == {"allotted": 300, "free": 300}
    assert stands(other) == {"allotted": 200, "free": 200}


@pytest.mark.parametrize(("kind", "more"), [("cut", {}), ("shift", {"to": (2026, "other")})])
def test_what_is_promised_is_neither_cut_nor_shifted(town, kind, more):
    budget = allotted(town, 500)
    promised(town, budget, 400)
    made = proposed(town, 101, kind, "900/2", **more)
    with pytest.raises(Refused, match=r"masih bebas Rp.100"):
        approve(town, made)
    made.refresh_from_db()
    assert made.state == Decree.State.WAITING
    assert stands(budget) == {"allotted": 500, "free": 100, "reserved": 400}
    approve(town, proposed(town, 100, kind, "900/3", **more))
    assert stands(budget) == {"allotted": 400, "reserved": 400}


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0}, {"amount": -5}, {"amount": 10**13 + 1}, {"number": "  "}, {"number": "x" * 101}, {"year": 1999}, {"year": 9999},
        {"on": datetime.date(9999, 12, 31)}, {"purpose": "pesta"}, {"kind": "hadiah"}, {"to": (2026, "other")}, {"kind": "shift"},
        {"kind": "shift", "to": (2026, "grants")}, {"kind": "shift", "to": (2027, "grants")}, {"region": "99.99"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(town, wrong):
    with pytest.raises(Refused):
        proposed(town, **({"amount": 100} | wrong))
    assert not Decree.objects.unscoped("test").exists()


def test_the_same_decree_is_noted_once_and_again_after_it_was_returned(town):
    made = proposed(town)
    with pytest.raises(Conflict, match="sudah diusulkan"):
        proposed(town)
    client = town.client("head")
    address = f"/anggaran/keputusan/{made.id}/putusan/"
    assert client.post(address, {"decision": "return"}).status_code == 422
    assert client.post(address, {"decision": "return", "comment": "Nomornya keliru"}).status_code == 302
    assert "Nomornya keliru" in text(town.client("office").get(f"/anggaran/keputusan/{made.id}/"))
    proposed(town)


@pytest.mark.parametrize("who", ["ana", "coordinator", "head", "inspector", "elsewhere", "partner", "participant", "panel"])  # fmt: skip
def test_who_does_not_manage_money_there_proposes_nothing(town, who):
    from dampingi.records.budgets.actions.decrees import propose

    with pytest.raises(Denied):
        propose(by=town.actor(who), kind="allot", region=KOTA, year=2026, purpose="grants", amount=1, number="1", on=TODAY)  # fmt: skip


def test_only_a_city_has_a_budget(town):
    with pytest.raises(Refused, match="kota atau kabupaten"):
        proposed(town, region=KECAMATAN)


def test_the_office_fills_it_in_and_the_head_approves_on_the_page(town):
    client = town.client("office")
    told = {"region": KOTA, "kind": "allot", "year": "2026", "purpose": "grants", "amount": "Rp 400.000.000", "number": "900/1", "on": "2026-07-01"}  # fmt: skip
    assert client.post("/anggaran/keputusan/baru/", told | {"amount": "-5"}).status_code == 422
    assert client.post("/anggaran/keputusan/baru/", told | {"on": "9999-12-31"}).status_code == 422
    assert client.post("/anggaran/keputusan/baru/", told | {"region": "32.77"}).status_code == 422
    assert client.get("/anggaran/keputusan/baru/?year=x&kind=y").status_code == 200
    sent = client.post("/anggaran/keputusan/baru/", told)
    assert sent.status_code == 302
    assert "900/1" in text(client.get("/anggaran/"))
    assert "900/1" in text(town.client("head").get("/kotak-masuk/"))
    assert "Setujui" in text(town.client("head").get(sent.url))
    assert "Setujui" not in text(client.get(sent.url))
    assert client.post(f"{sent.url}putusan/", {"decision": "approve"}).status_code == 403
    assert town.client("head").post(f"{sent.url}putusan/", {"decision": "approve"}).status_code == 302
    assert town.client("head").post(f"{sent.url}putusan/", {"decision": "approve"}).status_code == 409
    assert "Rp\xa0400.000.000" in text(client.get("/anggaran/"))
