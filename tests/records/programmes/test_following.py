"""A participant's business moves, or becomes somebody else's: who reaches it from when on, and what counts where."""

import datetime

import pytest
from tests.records.conftest import HERE, NEXT, SYSTEM

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.revisions.queries import history
from dampingi.insight.constraints.questions import Question, businesses
from dampingi.records.businesses import actions as shops
from dampingi.records.businesses.intake import ConstraintNote, PersonIntake
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.queries import businesses as reached
from dampingi.records.programmes.actions import assign_caseloads
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import enrolments, enrolments_by_business

JUNE = datetime.date(2026, 6, 1)
pytestmark = pytest.mark.usefixtures("july")


def enrolment(town) -> Enrolment:
    return Enrolment.objects.unscoped("test").get(id=town.first.id)


def sold(town, on=JUNE):
    buyer = PersonIntake(name="Pembeli Warung", region=HERE, phone="+628111000099")
    return shops.change_owner(by=town.actor("office"), business=town.first.business_id, on=on, reason="Dijual", owner=buyer)  # fmt: skip


def moved(town, region=NEXT):
    return shops.move_business(
        by=town.actor("office"), business=town.first.business_id, region=region, address="", on=JUNE, reason="Sewa habis"
    )  # fmt: skip


def test_after_a_sale_the_mentor_keeps_the_participant_and_loses_the_business(town):
    ana = town.actor("ana")
    assert town.first.business_id in {b.id for b in reached(ana)}
    sold(town)
    assert enrolment(town).business_until == JUNE
    assert town.first.business_id not in {b.id for b in reached(ana)}
    assert town.first in enrolments(ana)
    assert town.client("ana").get(f"/usaha/{town.first.business_id}/").status_code == 404
    page = town.client("ana").get(f"/peserta/{town.first.id}/").content.decode()
    assert "Usahanya berganti pemilik" in page
    assert "Pembeli" not in page


@pytest.mark.parametrize("permission", [Permission.NOTE_CONSTRAINTS, Permission.CORRECT_BUSINESSES, Permission.VERIFY_BUSINESSES])  # fmt: skip
def test_nor_may_the_mentor_go_on_writing_about_it(town, permission):
    sold(town)
    assert not Business.objects.for_actor(town.actor("ana"), permission).filter(id=town.first.business_id)


def test_what_held_it_back_before_the_sale_stays_the_participant_s_and_what_comes_after_is_not(town):
    note = [ConstraintNote(town.first.business_id, "fin_capital", JUNE - datetime.timedelta(days=9))]
    shops.note_constraints(by=SYSTEM, rows=note)
    sold(town)
    shops.note_constraints(by=SYSTEM, rows=[ConstraintNote(town.first.business_id, "mkt_reach", JUNE)])
    page = town.client("ana").get(f"/peserta/{town.first.id}/").content.decode()
    assert "Kekurangan modal" in page
    assert "Pembeli terbatas" not in page
    assert not Constraint.objects.for_actor(town.actor("ana"), Permission.VIEW_BUSINESSES).exists()


def test_the_business_is_no_longer_counted_or_helped_as_a_participant_s(town):
    asked = Question("32.76", programme=town.programme)
    before = businesses(SYSTEM, asked).count()
    sold(town)
    assert businesses(SYSTEM, asked).count() == before - 1
    assert town.first.business_id not in enrolments_by_business([town.first.business_id])


def test_a_sale_undone_gives_it_back(town):
    sold(town)
    told = history("business", town.first.business_id).first()
    shops.undo_business_change(by=town.actor("office"), business=town.first.business_id, revision=told.id)
    assert enrolment(town).business_until is None
    assert town.first.business_id in {b.id for b in reached(town.actor("ana"))}


def test_another_participant_s_business_is_untouched(town):
    sold(town)
    assert not Enrolment.objects.unscoped("test").exclude(id=town.first.id).exclude(business_until=None).exists()  # fmt: skip


def test_the_mentor_is_told_of_a_sale_and_of_a_move_and_who_did_it_is_not(town):
    sold(town)
    assert "berganti pemilik" in str(Notice.objects.get(user=town.users["ana"]))
    assert not Notice.objects.filter(user=town.users["office"]).exists()


def test_a_move_leaves_mentor_and_count_until_it_is_handed_over(town):
    moved(town)
    assert (enrolment(town).region, enrolment(town).business_until) == (HERE, None)
    assert town.first.business_id in {b.id for b in reached(town.actor("ana"))}
    assert "pindah ke" in str(Notice.objects.get(user=town.users["ana"]))
    assert "Usahanya sekarang di" in town.client("ana").get(f"/peserta/{town.first.id}/").content.decode()


def test_after_the_move_a_mentor_there_may_take_over_from_a_day_on(town):
    budi = town.mentor("budi")
    with pytest.raises(Refused, match="wilayah lain"):
        assign_caseloads(by=town.actor("office"), pairs=[(budi, enrolment(town))], on=JUNE)
    moved(town)
    assign_caseloads(by=town.actor("office"), pairs=[(budi, enrolment(town))], on=JUNE)
    assert town.first.business_id in {b.id for b in reached(town.actor("budi"))}
    assert town.first.business_id not in {b.id for b in reached(town.actor("ana"))}
    held = enrolment(town).caseloads.order_by("starts_on")
    assert [(c.mentor.name, c.ends_on) for c in held] == [("Ana", JUNE), ("Budi", None)]


def test_a_business_that_was_sold_and_moved_opens_no_way_for_a_mentor_there(town):
    sold(town)
    moved(town)
    with pytest.raises(Refused, match="wilayah lain"):
        assign_caseloads(by=town.actor("office"), pairs=[(town.mentor("budi"), enrolment(town))], on=JUNE)
