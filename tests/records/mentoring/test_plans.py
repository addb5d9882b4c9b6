"""Visits asked of mentors: who gets one, who cannot and why, what the mentor sees, and when it is done."""

import datetime

import pytest
from tests.records.conftest import HERE, SYSTEM
from tests.records.mentoring.test_visits import record, visit
from tests.records.town import TODAY

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.mentoring.actions import archive_visits
from dampingi.records.mentoring.actions.plans import cancel_plan, plan_visits
from dampingi.records.mentoring.models import PlannedVisit
from dampingi.records.mentoring.queries.attention import attention
from dampingi.records.programmes.actions import withdraw

pytestmark = pytest.mark.usefixtures("july")
DUE = TODAY + datetime.timedelta(days=10)


def planned(town, who="office", ids=None, **more):
    told = {"region": "32.76", "topic": "pemasaran", "about": "mkt_reach", "due_on": DUE, "today": TODAY}
    wanted = [e.business_id for e in town.enrolments] if ids is None else ids
    return plan_visits(by=town.actor(who), businesses=wanted, **(told | more))


def outsider(origin):
    row = BusinessIntake(name="Toko Luar", region=HERE, owner=PersonIntake(name="Orang Luar", region=HERE))
    register_businesses(by=SYSTEM, origin=origin, rows=[row])
    return Business.objects.unscoped("test").get(name="Toko Luar").id


def reasons(town, enrolment, today=TODAY):
    return [r.text for r in attention([enrolment], town.programme, today=today)[0].reasons]


def test_each_mentor_gets_their_own_and_one_notice(town):
    plan = planned(town)
    rows = PlannedVisit.objects.unscoped("test").filter(plan=plan)
    assert {(r.enrolment_id, r.mentor.name) for r in rows} == {
        (e.id, "Ana" if e.region == HERE else "Budi") for e in town.enrolments
    }
    assert plan.unmet == []
    assert Notice.objects.filter(user=town.users["ana"]).count() == 1
    assert Notice.objects.filter(user=town.users["ana"]).get().values["count"] == 3


def test_who_cannot_be_visited_is_told_with_the_reason(town, origin):
    withdraw(by=SYSTEM, enrolment=town.enrolments[4].id, on=TODAY, reason="pindah")
    luar = outsider(origin)
    plan = planned(town, ids=[town.first.business_id, luar, town.enrolments[4].business_id])
    assert plan.unmet == [[str(luar), "outsider"], [str(town.enrolments[4].business_id), "outsider"]]
    again = planned(town, ids=[town.first.business_id, town.enrolments[1].business_id])
    assert again.unmet == [[str(town.first.business_id), "planned"]]
    page = town.client("office").get(f"/rencana-kunjungan/{plan.id}/").content.decode()
    assert "2 usaha tidak mendapat kunjungan" in page
    assert "bukan peserta aktif" in page


def test_a_plan_for_nobody_is_refused_with_the_reason(town, origin):
    with pytest.raises(Refused, match="bukan peserta aktif"):
        planned(town, ids=[outsider(origin)])


def test_the_mentor_sees_it_with_the_reason_and_the_visit_ticks_it_off(town):
    plan = planned(town)
    assert "Diminta dinas sampai 30 Jul 2026: Pembeli terbatas di lingkungan sekitar" in reasons(
        town, town.first
    )
    assert "Pembeli terbatas" in town.client("ana").get("/").content.decode()
    made = record(town, visit(town, on=TODAY))[0]
    assert PlannedVisit.objects.unscoped("test").get(plan=plan, enrolment=town.first).visit_id == made.id
    assert not any("Diminta dinas" in r for r in reasons(town, town.first))
    archive_visits(by=SYSTEM, visits=[made.id], reason="salah")
    assert any("Diminta dinas" in r for r in reasons(town, town.first)), "a visit taken back is no visit"


def test_a_visit_before_the_plan_does_not_count(town):
    record(town, visit(town, on=TODAY - datetime.timedelta(days=2)))
    plan = planned(town)
    record(town, visit(town, on=TODAY - datetime.timedelta(days=1)))
    assert PlannedVisit.objects.unscoped("test").get(plan=plan, enrolment=town.first).visit_id is None


def test_after_its_day_it_is_late(town):
    planned(town)
    late = attention([town.first], town.programme, today=DUE + datetime.timedelta(days=1))[0]
    assert late.late
    assert any("lewat 30 Jul 2026" in r.text for r in late.reasons)


def test_cancelled_it_leaves_the_mentor_s_day(town):
    plan = planned(town)
    with pytest.raises(Refused, match="alasan"):
        cancel_plan(by=town.actor("office"), plan=plan.id, reason=" ")
    assert (
        town.client("office")
        .post(f"/rencana-kunjungan/{plan.id}/batal/", {"reason": "salah pilih"})
        .status_code
        == 302
    )
    assert not any("Diminta dinas" in r for r in reasons(town, town.first))
    with pytest.raises(Conflict):
        cancel_plan(by=town.actor("office"), plan=plan.id, reason="lagi")


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": TODAY - datetime.timedelta(days=1)},
        {"due_on": datetime.date(2029, 1, 1)},
        {"topic": "sihir"},
        {"about": "sihir"},
    ],
)
def test_bad_input_is_refused(town, wrong):
    with pytest.raises(Refused):
        planned(town, **wrong)
    assert not PlannedVisit.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "head", "inspector", "panel", "partner", "elsewhere"])
def test_nobody_else_plans_or_cancels(town, who):
    plan = planned(town)
    with pytest.raises(Denied):
        planned(town, who)
    with pytest.raises(Refused):
        cancel_plan(by=town.actor(who), plan=plan.id, reason="x")


def test_a_coordinator_plans_in_their_kecamatan_only(town):
    with pytest.raises(Denied):
        planned(town, "coordinator")
    assert planned(town, "coordinator", region="32.76.05").unmet == []


def page(town, who, plan):
    return town.client(who).get(f"/rencana-kunjungan/{plan.id}/")


def test_a_mentor_opens_what_is_asked_of_them_and_sees_no_more(town):
    plan = planned(town)
    shown = page(town, "ana", plan).content.decode()
    assert "3 dampingan Anda" in shown
    assert f"/peserta/{town.first.id}/kunjungan/" in shown
    assert town.enrolments[3].person.name not in shown
    assert "Batalkan rencana" not in shown
    assert f'href="/rencana-kunjungan/{plan.id}/"' in town.client("ana").get("/").content.decode()


def test_whoever_is_asked_for_nothing_finds_no_plan(town):
    plan = planned(town, ids=[town.first.business_id])
    assert page(town, "budi", plan).status_code == 404
    assert {who: page(town, who, plan).status_code for who in ("head", "panel", "partner")} == {
        "head": 403,
        "panel": 403,
        "partner": 403,
    }


def test_the_office_still_sees_the_whole_plan(town):
    plan = planned(town)
    shown = page(town, "office", plan).content.decode()
    assert "5 usaha dikunjungi pendampingnya" in shown
    assert "Batalkan rencana" in shown
