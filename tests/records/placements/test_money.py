import datetime

import pytest

from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.placements import actions
from dampingi.records.placements.models import Settlement
from tests.records.placements.conftest import DAY, pieces

State = Settlement.State


@pytest.fixture
def proposed(town, stocked):
    """Fifteen sold at Rp 18.500, the partner keeps 12,5 %."""
    actions.report_sold(by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 15))
    return actions.settle(by=town.actor("office"), placement=stocked.placement_id)


def test_what_is_owed_adds_up_and_is_frozen(town, proposed):
    assert (proposed.gross, proposed.share, proposed.net) == (277_500, 34_687, 242_813)
    assert proposed.sha256 == digest(proposed.lines)
    assert Notice.objects.filter(user=town.users["partner"]).count() == 1
    page = town.client("partner").get(f"/titip-jual/perhitungan/{proposed.id}/").content.decode()
    assert "Rp\u00a0242.813" in page
    assert town.client("teacher").get(f"/titip-jual/perhitungan/{proposed.id}/").status_code == 404


def test_the_partner_agrees_and_the_office_notes_the_money(town, proposed):
    town.client("partner").post(f"/titip-jual/perhitungan/{proposed.id}/jawab/", {"hasil": "setuju"})
    proposed.refresh_from_db()
    assert (proposed.state, proposed.answered_by) == (State.AGREED, "Partner")
    address = f"/titip-jual/perhitungan/{proposed.id}/lunas/"
    assert town.client("partner").post(address, {"on": "2026-07-20"}).status_code == 403
    town.client("office").post(address, {"on": "9999-12-31"})
    proposed.refresh_from_db()
    assert proposed.state == State.AGREED
    town.client("office").post(address, {"on": "2026-07-20"})
    proposed.refresh_from_db()
    assert (proposed.state, proposed.paid_on) == (State.PAID, DAY)


def test_a_dispute_gives_the_sales_back_to_be_settled_anew(town, proposed, stocked):
    partner, office, shelf = town.actor("partner"), town.actor("office"), stocked.placement_id
    with pytest.raises(Refused, match="tidak cocok"):
        actions.dispute(by=partner, settlement=proposed.id, reason=" ")
    actions.dispute(by=partner, settlement=proposed.id, reason="Dua basi, dibuang")
    stocked.refresh_from_db()
    assert (stocked.sold, stocked.settled) == (15, 0)
    again = actions.settle(by=office, placement=shelf)
    assert (again.number, again.gross) == (2, proposed.gross)


def test_one_open_settlement_and_none_for_nothing(town, proposed, stocked):
    office, shelf = town.actor("office"), stocked.placement_id
    with pytest.raises(Conflict, match="menunggu jawaban"):
        actions.settle(by=office, placement=shelf)
    actions.agree_to(by=town.actor("partner"), settlement=proposed.id)
    with pytest.raises(Conflict, match="Tidak ada penjualan baru"):
        actions.settle(by=office, placement=shelf)
    with pytest.raises(Conflict, match="sudah dijawab"):
        actions.dispute(by=town.actor("partner"), settlement=proposed.id, reason="Terlambat")


def test_money_is_noted_only_for_what_was_agreed(town, proposed):
    with pytest.raises(Conflict):
        actions.note_paid(by=town.actor("office"), settlement=proposed.id, on=datetime.date(2026, 7, 20))


def test_the_owner_sees_what_was_worked_out_and_hears_that_it_was_paid(town, proposed):
    own = town.client("participant")
    read = lambda: own.get("/titip-jual-saya/").content.decode()  # noqa: E731
    assert "Rp\u00a0242.813" in read()
    assert "Menunggu persetujuan mitra" in read()
    actions.agree_to(by=town.actor("partner"), settlement=proposed.id)
    before = Notice.objects.filter(user=town.users["participant"]).count()
    actions.note_paid(by=town.actor("office"), settlement=proposed.id, on=DAY)
    assert "dibayar mitra 20 Juli" in read().replace("Jul ", "Juli ")
    told = Notice.objects.filter(user=town.users["participant"])
    assert told.count() == before + 1
    assert any("242.813 untuk Anda" in str(each) for each in told)


def test_a_settlement_sent_back_is_no_money_of_the_owner(town, proposed):
    actions.dispute(by=town.actor("partner"), settlement=proposed.id, reason="Dua basi, dibuang")
    assert "Sudah dihitung" not in town.client("participant").get("/titip-jual-saya/").content.decode()


def test_what_is_agreed_and_not_paid_waits_on_the_offices_first_page_with_its_door(town, proposed):
    door = "/titip-jual/?perhitungan=dibayar"
    assert door not in town.client("office").get("/").content.decode()
    actions.agree_to(by=town.actor("partner"), settlement=proposed.id)
    client = town.client("office")
    assert door in client.get("/").content.decode()
    assert "Hotel Pelangi" in client.get(door).content.decode()
    actions.note_paid(by=town.actor("office"), settlement=proposed.id, on=DAY)
    assert "Hotel Pelangi" not in client.get(door).content.decode()
