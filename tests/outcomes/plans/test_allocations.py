"""A budget shared for the most effect: asked by the office, reckoned by the worker, adopted by a person."""

import io
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.tasks import run
from dampingi.outcomes.plans.actions import adopt, ask_for_allocation, cost_out, submit_plan, write_activity
from dampingi.outcomes.plans.freezing import composed
from dampingi.outcomes.plans.models import Activity, Allocation, Costing
from dampingi.outcomes.plans.shares import wilson
from dampingi.outcomes.plans.shown import allocation_shown
from dampingi.records.businesses.models import Constraint
from tests.outcomes.plans.conftest import drafted, unguarded
from tests.outcomes.plans.test_proposals import held_back
from tests.records.town import HERE, KECAMATAN, NEXT, TODAY

pytestmark = pytest.mark.usefixtures("july")
MILLION = 1_000_000


def assumed(town, plan, row, **more):
    told = {
        "field": "kelembagaan",
        "unit_cost": MILLION,
        "reach": 1,
        "share": Decimal("0.5"),
        "low": Decimal("0.4"),
        "high": Decimal("0.6"),
        "why": "Pengalaman 2025",
    }
    return cost_out(by=town.actor("office"), plan=plan, activity=row.id, **told | more)


def reckoned(town, plan, **more):
    made = ask_for_allocation(
        by=town.actor("office"), plan=plan, today=TODAY, **{"budget": 10 * MILLION} | more
    )
    run.call(job_id=str(Job.objects.get(params__allocation=str(made.id)).id))
    made.refresh_from_db()
    return made


def test_the_office_asks_the_worker_reckons_and_the_need_is_the_open_constraints(town, plan, written):
    held_back(town, (0, 1, 3))
    assumed(town, plan, written)
    answer = town.client("office").post(f"/rencana/{plan.id}/pembagian/", {"budget": "10.000.000"})
    made = Allocation.objects.unscoped("test").get()
    assert answer["Location"] == f"/rencana/pembagian/{made.id}/"
    assert "Sedang dihitung" in town.client("office").get(answer["Location"]).content.decode()
    run.call(job_id=str(Job.objects.get().id))
    made.refresh_from_db()
    assert sorted(made.found["units"]) == [[str(written.id), HERE, 2], [str(written.id), NEXT, 1]]
    assert made.found["effect"] == {"helped": 1.5, "low": 1.2, "high": 1.8, "reached": 3, "cost": 3 * MILLION}
    page = town.client("head").get(answer["Location"]).content.decode()
    assert "Terbukti" in page
    assert "Pengalaman 2025" in page


def test_run_again_it_finds_what_it_stored(town, plan, written):
    held_back(town, (0,))
    assumed(town, plan, written)
    made = reckoned(town, plan)
    before = made.hash
    held_back(town, (1, 3))
    from dampingi.outcomes.plans.actions import fulfil

    assert fulfil(allocation=made.id).hash == before


def test_a_budget_too_small_for_the_floor_says_which_would_do(town, plan, written):
    assumed(town, plan, written, unit_cost=3 * MILLION)
    made = reckoned(town, plan, budget=2 * MILLION, floor=2 * MILLION)
    districts = len(made.asked["districts"])
    assert made.found == {"possible": False, "least_budget": 3 * MILLION * districts}
    assert "Naikkan anggaran" in town.client("office").get(f"/rencana/pembagian/{made.id}/").content.decode()
    with pytest.raises(Refused, match="tidak mungkin"):
        adopt(by=town.actor("office"), allocation=made)


def test_adopted_the_plan_takes_it_over_once(town, plan, written):
    held_back(town, (0, 1, 3))
    assumed(town, plan, written)
    made = reckoned(town, plan)
    assert town.client("head").post(f"/rencana/pembagian/{made.id}/pakai/").status_code == 403
    assert town.client("office").post(f"/rencana/pembagian/{made.id}/pakai/").status_code == 302
    row = Activity.objects.unscoped("test").get()
    assert (row.budget, row.places, row.version) == (3 * MILLION, [KECAMATAN], 2)
    assert (row.q1, row.q2, row.q3, row.q4) == (2 * MILLION, 0, MILLION, 0)
    with pytest.raises(Conflict, match="sudah dipakai"):
        adopt(by=town.actor("office"), allocation=made)


def test_what_was_tampered_with_is_not_adopted(town, plan, written):
    held_back(town, (0,))
    assumed(town, plan, written)
    made = reckoned(town, plan)
    unguarded("plans_allocation")
    Allocation.objects.unscoped("test").update(found=made.found | {"units": [[str(written.id), HERE, 99]]})
    with pytest.raises(Refused, match="sidiknya"):
        adopt(by=town.actor("office"), allocation=made)


def test_a_frozen_plan_takes_nothing_over(town, plan, written):
    held_back(town, (0,))
    assumed(town, plan, written)
    made = reckoned(town, plan)
    submit_plan(by=town.actor("office"), plan=plan)
    with pytest.raises(Conflict):
        adopt(by=town.actor("office"), allocation=made)
    with pytest.raises(Conflict):
        assumed(town, plan, written)


def test_without_an_assumption_the_measured_share_holds_or_it_is_refused(town, plan, written, monkeypatch):
    held_back(town, (0, 1, 3))
    assumed(town, plan, written, share=None, low=None, high=None, why="")
    with pytest.raises(Refused, match="belum dapat diukur"):
        reckoned(town, plan)
    monkeypatch.setattr("dampingi.insight.constraints.helped.LEAST", 3)
    Constraint.objects.unscoped("test").filter(business=town.enrolments[0].business_id).update(
        resolved_on=TODAY, resolved_how="permit"
    )
    told = reckoned(town, plan).asked["activities"][0]
    assert (round(told["share"], 3), told["cases"]) == (0.333, 3)
    assert told["low"] < told["share"] < told["high"]


def test_the_interval_is_wilson_s():
    found = wilson(8, 10)
    assert (round(found.low, 4), round(found.high, 4)) == (0.4902, 0.9433)
    assert wilson(0, 5).low == 0.0
    assert wilson(5, 5).high == 1.0


@pytest.mark.parametrize("wrong", [
    {"field": "x"}, {"unit_cost": 0}, {"reach": 0}, {"least": 3, "most": 2}, {"share": Decimal("1.2"), "high": None}, {"share": Decimal("0.3")}, {"why": " "}, {"share": None}, {"share": Decimal("NaN")},
])  # fmt: skip
def test_a_costing_that_makes_no_sense_is_refused(town, plan, written, wrong):
    with pytest.raises(Refused):
        assumed(town, plan, written, **wrong)
    assert not Costing.objects.unscoped("test").exists()


@pytest.mark.parametrize("wrong", [{"budget": 0}, {"floor": 11 * MILLION}, {"floor": -1}])
def test_a_budget_that_makes_no_sense_is_refused(town, plan, written, wrong):
    assumed(town, plan, written)
    with pytest.raises(Refused):
        ask_for_allocation(
            by=town.actor("office"), plan=plan, today=TODAY, **{"budget": 10 * MILLION} | wrong
        )


def test_without_costs_there_is_nothing_to_share(town, plan, written):
    with pytest.raises(Refused, match="biaya satuan"):
        ask_for_allocation(by=town.actor("office"), plan=plan, budget=MILLION, today=TODAY)
    with pytest.raises(Denied):
        ask_for_allocation(by=town.actor("head"), plan=plan, budget=MILLION, today=TODAY)


def test_costs_are_typed_on_the_page(town, plan, written):
    client, address = town.client("office"), f"/rencana/kegiatan/{written.id}/biaya/"
    sent = {
        "field": "pemasaran",
        "unit_cost": "Rp 2.500.000",
        "reach": "25",
        "share": "40",
        "low": "30",
        "high": "55",
        "why": "Uji coba",
    }
    assert client.post(address, sent | {"share": "400"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    row = Costing.objects.unscoped("test").get()
    assert (row.unit_cost, row.share, row.most) == (2_500_000, Decimal("0.4"), None)
    assert 'value="40"' in client.get(address).content.decode()
    assert "anggapan" in client.get(f"/rencana/{plan.id}/pembagian/").content.decode()
    assert town.client("coordinator").get(address).status_code == 403


def test_the_workbook_has_the_levels_the_sums_and_no_formula(town, plan, written):
    write_activity(
        by=town.actor("office"), plan=plan, drafted=drafted(title="=HYPERLINK(1)", owner="+62", code="")
    )
    answer = town.client("inspector").get(f"/rencana/{plan.id}/renja.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    assert [r[0] or None for r in rows] == ["2.17.07", "2.17.07.2.01", "2.17.07.2.01.0003", None, None, None]
    assert (rows[0][9], rows[3][9], rows[-1][9]) == (15 * MILLION, 15 * MILLION, 30 * MILLION)
    assert rows[4][1] == "=HYPERLINK(1)"
    assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    assert town.client("elsewhere").get(f"/rencana/{plan.id}/renja.xlsx").status_code == 404


def test_a_floor_where_no_activity_goes_is_refused_and_the_kecamatan_named(town, plan, written):
    write_activity(
        by=town.actor("office"),
        plan=plan,
        drafted=drafted(places=(KECAMATAN,)),
        activity=written.id,
        version=1,
    )
    assumed(town, plan, written)
    ask_for_allocation(by=town.actor("office"), plan=plan, budget=MILLION, today=TODAY)
    with pytest.raises(Refused, match="kosongkan batas per kecamatan"):
        ask_for_allocation(
            by=town.actor("office"), plan=plan, budget=100 * MILLION, floor=MILLION, today=TODAY
        )


def test_read_again_by_another_reader_the_workbook_adds_up_to_the_plan(town, plan, written):
    """Every sum of the sheet from its rows alone, against the plan's own."""
    for n, code in enumerate(("2.17.07.2.01.0004", "2.17.08.2.01.0001"), 1):
        write_activity(
            by=town.actor("office"),
            plan=plan,
            drafted=drafted(title=f"=1+{n}", code=code, q1=n * MILLION, q4=7),
        )
    answer = town.client("office").get(f"/rencana/{plan.id}/renja.xlsx")
    heads, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert heads[5:10] == ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"]
    acts = [r for r in rows if r[2]]
    whole = rows[-1]
    assert {r[1] for r in acts} == {"Fasilitasi NIB", "=1+1", "=1+2"}
    assert [sum(r[n] for r in acts) for n in range(5, 10)] == whole[5:10]
    assert all(sum(r[5:9]) == r[9] for r in rows)
    body = composed(plan)
    assert whole[5:9] == body["quarters"]
    assert whole[9] == body["budget"] == (15 + 6 + 7) * MILLION + 14
    top = [r for r in rows if r[0].count(".") == 2]
    assert sum(r[9] for r in top) == whole[9]


def test_the_shown_table_adds_up_to_what_was_reckoned(town, plan, written):
    held_back(town, (0, 1, 3))
    assumed(town, plan, written)
    made = reckoned(town, plan)
    table = allocation_shown(made)["table"]
    assert sum(table["costs"]) == sum(r["cost"] for r in table["rows"]) == made.found["effect"]["cost"]
    assert sum(r["units"] for r in table["rows"]) == sum(n for _p, _t, n in table["fine"])
    page = town.client("office").get(f"/rencana/pembagian/{made.id}/").content.decode()
    assert page.count("plan-wide-first") == 2
