"""The list of budgets and the page of one: what stands where, each figure a door, and the year's likely end."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from dampingi.records.budgets.queries.outlook import foreseen
from tests.records.budgets.conftest import allotted, promised
from tests.records.budgets.test_earmarks import step, text

pytestmark = pytest.mark.usefixtures("july")
D = datetime.date


def test_a_figure_opens_exactly_the_movements_of_its_account(town, budget):
    made = promised(town, budget, 40)
    step(town, made, "owe", 30)
    client, address = town.client("inspector"), f"/anggaran/{budget.id}/"
    assert "?rekening=owed" in text(client.get(address))
    for account, n in (("allotted", 1), ("free", 2), ("reserved", 2), ("owed", 1), ("paid", 0), ("x", 3)):
        assert client.get(f"{address}?rekening={account}").context["listing"].count == n, account


def test_the_movements_come_as_a_workbook_with_what_they_were_for(town, budget):
    promised(town, budget, 40)
    sent = town.client("office").get(f"/anggaran/{budget.id}/?unduh=xlsx")
    cells = [str(c.value) for row in load_workbook(io.BytesIO(sent.content)).active for c in row]
    assert "Sewa tenda" in cells
    assert "40" in cells


def test_the_list_is_of_a_year_and_knows_the_others(town, budget):
    allotted(town, 777, year=2027, number="900/27")
    body = text(town.client("office").get("/anggaran/"))
    assert "?tahun=2027" in body
    assert "Rp\xa0777" not in body
    assert "Rp\xa0777" in text(town.client("office").get("/anggaran/?tahun=2027"))
    assert town.client("office").get("/anggaran/?tahun=zzz").status_code == 200


def test_a_book_that_was_tampered_with_says_so(town, budget):
    from dampingi.records.budgets.models import Account

    assert "tidak cocok" not in text(town.client("office").get(f"/anggaran/{budget.id}/"))
    Account.objects.filter(budget=budget, kind="free").update(balance=99)
    assert "tidak cocok" in text(town.client("office").get(f"/anggaran/{budget.id}/"))


def test_the_page_foresees_the_year_s_end(town, budget):
    promised(town, budget, 40)
    promised(town, budget, 25, name="Lain", due_on=D(2027, 3, 1))
    body = text(town.client("office").get(f"/anggaran/{budget.id}/"))
    assert "November 2026" in body
    assert "Hibah 2027" in body
    assert "pagunya belum ditetapkan" in body


def test_what_was_due_is_expected_now_and_what_falls_later_is_of_later():
    rows = [
        (D(2026, 3, 1), 10),
        (D(2026, 7, 31), 5),
        (D(2026, 12, 31), 20),
        (D(2027, 1, 1), 7),
        (D(2028, 1, 1), 2),
    ]
    told = foreseen(rows, 2026, D(2026, 7, 20), allotted=50, paid=8)
    assert [(m.first, m.amount, m.paid_by_then) for m in told.months] == [
        (D(2026, 7, 1), 15, 23),
        (D(2026, 12, 1), 20, 43),
    ]
    assert (told.spent, told.unspent, told.short, told.later) == (43, 7, 0, ((2027, 7), (2028, 2)))
    assert foreseen(rows, 2026, D(2026, 7, 20), allotted=30, paid=8).short == 13


@pytest.mark.parametrize("today", [D(2025, 5, 1), D(2026, 7, 20), D(2030, 1, 1)])
def test_nothing_foreseen_is_lost(today):
    rows = [(D(y, m, 28), 3) for y in (2025, 2026, 2027) for m in range(1, 13)]
    told = foreseen(rows, 2026, today, allotted=1000, paid=0)
    assert told.spent + sum(n for _y, n in told.later) == 3 * len(rows)
