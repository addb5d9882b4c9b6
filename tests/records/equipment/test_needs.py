"""Needs of equipment: who notes them, who comes first and why, and how one is dropped."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.equipment.actions import needs
from dampingi.records.equipment.models import Need
from dampingi.records.equipment.priorities import reasons
from dampingi.records.equipment.queries.needs import needs as in_reach
from tests.records.equipment.conftest import awarded, handed, line, noted, proposed

pytestmark = pytest.mark.usefixtures("july")


def codes(town, found):
    return {r.code for r in reasons(in_reach(town.actor("office")).get(id=found.id))}


def test_a_need_is_noted_by_office_mentor_or_owner_and_says_through_which_door(town):
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)
    assert noted(town, 1).door == "office"
    assert noted(town, 2, who="ana").door == "mentor"
    assert noted(town, 0, who="participant").door == "own"


@pytest.mark.parametrize("who", ["elsewhere", "budi", "partner", "head", "inspector"])
def test_nobody_notes_what_is_not_theirs(town, who):
    with pytest.raises(Refused) as refusal:
        noted(town, 0, who=who)
    assert refusal.value.status == 404


def test_one_open_need_a_business_and_kind_but_pressed_twice_it_is_one(town):
    press = new_id()
    first = noted(town, id=press)
    assert noted(town, id=press) == first
    with pytest.raises(Conflict, match="alat sejenis"):
        noted(town)
    noted(town, kind="cooling", item="Kulkas")
    needs.drop_need(by=town.actor("office"), need=first.id, reason="salah catat")
    noted(town)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kind": "yacht"}, "jenis alat"),
        ({"item": " "}, "alat yang dibutuhkan"),
        ({"estimate": 0}, "lebih dari nol"),
        ({"estimate": -5}, "lebih dari nol"),
        ({"estimate": 10**14}, "paling banyak"),
    ],
)
def test_needs_that_cannot_be(town, more, said):
    with pytest.raises(Refused, match=said):
        noted(town, **more)
    assert not Need.objects.unscoped("test").exists()


def test_who_comes_first_follows_from_what_is_on_record(town):
    plain, strong = noted(town, 0), noted(town, 1)
    assert codes(town, plain) == {"first_aid"}
    shop = Business.objects.unscoped("test").filter(id=strong.business_id)
    shop.update(nib="9120001234567", size="micro", standing="confirmed")
    Constraint.objects.create(
        business=shop.get(), region=strong.region, code="prod_capacity", since=datetime.date(2026, 3, 1), source="visit"
    )  # fmt: skip
    assert codes(town, strong) == {"first_aid", "nib", "micro", "verified", "held_back"}
    rows = in_reach(town.actor("office")).order_by("-points")
    assert [(n.id, n.points) for n in rows] == [(strong.id, 10), (plain.id, 3)]


def test_earlier_aid_to_the_owner_and_long_waiting_change_the_order(town):
    awarded(town, 0, kind="cart", item="Gerobak")
    again = noted(town, 0)
    assert "first_aid" not in codes(town, again)
    Need.objects.unscoped("test").filter(id=again.id).update(on=datetime.date(2026, 1, 1))
    assert "waiting" in codes(town, again)


def test_dropping_says_why_and_is_no_way_out_of_a_decree(town):
    found = noted(town)
    with pytest.raises(Refused, match="mengapa"):
        needs.drop_need(by=town.actor("office"), need=found.id, reason=" ")
    proposed(town, line(found))
    with pytest.raises(Conflict, match="masuk keputusan"):
        needs.drop_need(by=town.actor("office"), need=found.id, reason="x")
    other = noted(town, 1)
    needs.drop_need(by=town.actor("ana"), need=other.id, reason="Sudah beli sendiri")
    with pytest.raises(Conflict, match="selesai atau dibatalkan"):
        needs.drop_need(by=town.actor("ana"), need=other.id, reason="x")


def test_the_list_begins_with_what_still_waits(town):
    """Who received theirs stands behind everybody who did not, whatever their points."""
    first = awarded(town, 0, item="Barang lama")
    handed(town, first)
    noted(town, 1, item="Masih menunggu")
    page = town.client("office").get("/bantuan-alat/").content.decode()
    assert page.index("Masih menunggu") < page.index("Barang lama")
