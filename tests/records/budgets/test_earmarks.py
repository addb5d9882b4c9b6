"""Promised, owed, paid, released, carried: each part moves once and only what is there."""

import datetime
import uuid

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.actions.earmarks import carry_over, move_on
from dampingi.records.budgets.models import Earmark, Entry
from tests.records.budgets.conftest import DUE, allotted, promised, stands
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def step(town, earmark, what, amount, who="office", **more):
    told = {"budget": earmark.budget, "on": TODAY, "reference": "SP2D 1"} | more
    return move_on(by=town.actor(who), earmark=earmark, step=what, amount=amount, **told)


def text(answer):
    return answer.content.decode()


def test_it_goes_from_free_to_paid_part_by_part(town, budget):
    made = promised(town, budget, 40)
    step(town, made, "owe", 30)
    step(town, made, "pay", 20)
    step(town, made, "release", 10)
    step(town, made, "reserve", 5)
    assert stands(budget) == {"allotted": 100, "free": 65, "reserved": 5, "owed": 10, "paid": 20}


@pytest.mark.parametrize(
    ("what", "amount", "told"),
    [("owe", 41, "Cadangannya tinggal Rp.40"), ("release", 41, "tinggal Rp.40"), ("pay", 1, "terutang tinggal Rp.0"), ("reserve", 61, "masih bebas Rp.60"), ("owe", 0, "lebih dari nol"), ("owe", -5, "lebih dari nol"), ("owe", 10**14, "terlalu besar"), ("beli", 1, "dari daftar")],
)  # fmt: skip
def test_never_more_than_is_there(town, budget, what, amount, told):
    made = promised(town, budget, 40)
    before = stands(budget)
    with pytest.raises(Refused, match=told):
        step(town, made, what, amount)
    assert stands(budget) == before


def test_another_s_reservation_is_not_used_up(town, budget):
    mine, others = promised(town, budget, 40), promised(town, budget, 60, name="Lain")
    with pytest.raises(Refused, match=r"tinggal Rp.40"):
        step(town, mine, "owe", 41)
    step(town, others, "owe", 60)


def test_a_promise_beyond_the_free_money_leaves_nothing_behind(town, budget):
    with pytest.raises(Refused, match="Anggaran tidak cukup"):
        promised(town, budget, 101)
    assert not Earmark.objects.unscoped("test").exists()
    assert stands(budget) == {"allotted": 100, "free": 100}


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 201}, {"due_on": datetime.date(2025, 12, 31)}, {"due_on": datetime.date(9999, 12, 31)}, {"on": datetime.date(1, 1, 1)}])  # fmt: skip
def test_a_promise_that_cannot_be_is_refused(town, budget, wrong):
    with pytest.raises(Refused):
        promised(town, budget, **wrong)


def test_a_payment_names_its_paper(town, budget):
    made = promised(town, budget, 40)
    step(town, made, "owe", 40)
    with pytest.raises(Refused, match="SP2D"):
        step(town, made, "pay", 40, reference=" ")


def test_what_is_reserved_moves_to_the_next_year_or_stays(town, budget):
    made = promised(town, budget, 40, due_on=datetime.date(2027, 2, 1))
    step(town, made, "owe", 10)
    later = allotted(town, 20, year=2027, number="900/27")
    told = {"by": town.actor("office"), "earmark": made, "budget": budget, "on": TODAY}
    with pytest.raises(Refused, match=r"masih bebas Rp.20"):
        carry_over(to=later, **told)
    assert stands(budget) == {"allotted": 100, "free": 60, "reserved": 30, "owed": 10}
    allotted(town, 20, year=2027, number="900/28")
    carry_over(to=later, **told)
    assert stands(budget) == {"allotted": 100, "free": 90, "owed": 10}
    assert stands(later) == {"allotted": 40, "free": 10, "reserved": 30}
    with pytest.raises(Refused, match="Tidak ada cadangan"):
        carry_over(to=later, **told)
    with pytest.raises(Refused, match="tahun berikutnya"):
        carry_over(to=budget, **told)


@pytest.mark.parametrize("who", ["ana", "coordinator", "head", "inspector", "elsewhere", "partner"])
def test_who_does_not_manage_money_moves_none(town, budget, who):
    made = promised(town, budget)
    with pytest.raises(Denied):
        step(town, made, "release", 1, who)


def test_pressed_twice_it_is_noted_once(town, budget):
    client, address = town.client("office"), f"/anggaran/{budget.id}/komitmen/"
    told = {"name": "Sewa", "amount": "40", "due_on": str(DUE), "press": str(uuid.uuid4())}
    first = client.post(address, told)
    assert first.status_code == 302
    assert client.post(address, told).status_code == 422
    assert Earmark.objects.unscoped("test").count() == 1
    owed = {"step": "owe", "amount": "15", "on": str(TODAY), "press": str(uuid.uuid4())}
    assert client.post(first.url, owed).status_code == 302
    assert "sudah dicatat" in text(client.post(first.url, owed))
    assert client.post(first.url, owed | {"press": "x"}).status_code == 422
    assert stands(budget) == {"allotted": 100, "free": 60, "reserved": 25, "owed": 15}


def test_the_page_shows_each_step_as_a_door_and_carries_it_over(town, budget):
    made = promised(town, budget)
    client, address = town.client("office"), f"/anggaran/komitmen/{made.id}/"
    assert f"/anggaran/mutasi/{Entry.objects.unscoped('test').get(kind='reserve').id}/" in text(
        client.get(address)
    )
    assert client.post(f"{address}bawa/").status_code == 422
    later = allotted(town, 100, year=2027, number="900/27")
    assert "Bawa" in text(client.get(address))
    assert client.post(f"{address}bawa/").status_code == 302
    assert stands(later)["reserved"] == 40
    assert client.get(f"/anggaran/{uuid.uuid4()}/komitmen/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("head", 200), ("inspector", 200), ("coordinator", 403), ("ana", 403), ("participant", 403), ("partner", 403), ("elsewhere", 404), ("stranger", 302)])  # fmt: skip
def test_who_looks_at_it(town, budget, who, status):
    made = promised(town, budget)
    for address in (f"/anggaran/komitmen/{made.id}/", f"/anggaran/{budget.id}/", f"/anggaran/mutasi/{Entry.objects.unscoped('test').get(kind='reserve').id}/"):  # fmt: skip
        assert town.client(who).get(address).status_code == status
    assert town.client(who).get("/anggaran/").status_code == (200 if status == 404 else status)


def test_an_office_elsewhere_sees_nothing_of_it(town, budget):
    assert "Rp\xa0100" not in text(town.client("elsewhere").get("/anggaran/"))


def test_a_key_is_noted_once(town, budget):
    promised(town, budget, 10, key="k")
    with pytest.raises(Conflict, match="sudah dicatat"):
        promised(town, budget, 10, key="k")


def test_what_is_owed_in_its_year_is_paid_there_after_the_rest_was_carried(town, budget):
    """The page knew one year only: an invoice of the old year could not be paid any more."""
    made = promised(town, budget, 40)
    step(town, made, "owe", 10)
    later = allotted(town, 100, year=2027, number="900/27")
    client, address = town.client("office"), f"/anggaran/komitmen/{made.id}/"
    assert "Dari anggaran" not in text(client.get(address))
    client.post(f"{address}bawa/")
    assert "Dari anggaran" in text(client.get(address))
    told = {
        "step": "pay",
        "amount": "10",
        "on": str(TODAY),
        "reference": "SP2D 1",
        "press": str(uuid.uuid4()),
    }
    assert client.post(address, told | {"budget": str(uuid.uuid4())}).status_code == 422
    assert client.post(address, told | {"budget": str(budget.id)}).status_code == 302
    assert stands(budget) == {"allotted": 100, "free": 90, "paid": 10}
    assert stands(later) == {"allotted": 100, "free": 70, "reserved": 30}


def test_a_carry_that_was_taken_back_leaves_the_promise_where_it_was(town, budget):
    made = promised(town, budget, 40)
    allotted(town, 100, year=2027, number="900/27")
    client, address = town.client("office"), f"/anggaran/komitmen/{made.id}/"
    client.post(f"{address}bawa/")
    carried = Entry.objects.unscoped("test").get(kind="carry")
    assert (
        town.client("head").post(f"/anggaran/mutasi/{carried.id}/", {"reason": "Keliru"}).status_code == 302
    )
    page = client.get(address)
    assert page.context["now"] == budget
    assert page.context["form"].initial["budget"] == str(budget.id)
    assert client.post(f"{address}bawa/").status_code == 302


def test_a_step_is_never_of_a_day_to_come(town, budget):
    made = promised(town, budget, 40)
    with pytest.raises(Refused, match="sesudah hari ini"):
        step(town, made, "owe", 1, on=TODAY + datetime.timedelta(days=1))
