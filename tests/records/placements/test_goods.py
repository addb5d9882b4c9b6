import datetime
import uuid

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.placements import actions
from dampingi.records.placements.intake import Pieces
from dampingi.records.placements.models import Delivery, Line, Movement
from tests.records.placements.conftest import DAY, pieces


def counts(row):
    row.refresh_from_db()
    return (row.delivered, row.sold, row.returned, row.settled)


def test_the_partner_tells_what_it_sold_in_a_form(town, stocked):
    told = {"on": "2026-07-20", "batch": str(uuid.uuid4()), f"n-{stocked.id}": "7"}
    address = f"/titip-jual/{stocked.placement_id}/terjual/"
    for _ in range(2):
        assert town.client("partner").post(address, told).status_code == 302
    assert counts(stocked) == (40, 7, 0, 0)
    assert town.client("teacher").post(address, told).status_code == 404


@pytest.mark.parametrize("n", ["-5", "0", "41", "1.5", "NaN", "999999999999", ""])
def test_figures_that_cannot_be_get_a_sentence(town, stocked, n):
    told = {"on": "2026-07-20", "batch": str(uuid.uuid4()), f"n-{stocked.id}": n}
    assert (
        town.client("partner").post(f"/titip-jual/{stocked.placement_id}/terjual/", told).status_code == 422
    )
    assert counts(stocked) == (40, 0, 0, 0)


@pytest.mark.parametrize("on", [datetime.date.max, datetime.date(2026, 6, 30), datetime.date(2026, 7, 21)])
def test_days_that_cannot_be_are_refused(town, stocked, on):
    with pytest.raises(Refused, match="Tanggalnya"):
        actions.report_sold(
            by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 1, on=on)
        )


def test_somebody_else_s_line_is_not_found(town, stocked):
    told = Pieces(DAY, uuid.uuid4(), {uuid.uuid4(): 1})
    with pytest.raises(Refused) as told_off:
        actions.report_sold(by=town.actor("partner"), placement=stocked.placement_id, told=told)
    assert told_off.value.status == 404


def test_sold_and_returned_never_exceed_what_came(town, stocked):
    partner, shelf = town.actor("partner"), stocked.placement_id
    actions.report_sold(by=partner, placement=shelf, told=pieces(stocked, 30))
    actions.report_returned(by=partner, placement=shelf, told=pieces(stocked, 10))
    with pytest.raises(Refused, match="hanya 0 yang masih ada"):
        actions.report_sold(by=partner, placement=shelf, told=pieces(stocked, 1))


def test_a_delivery_is_numbered_once_and_answered_once(town, stocked):
    told = pieces(stocked, 5)
    for _ in range(2):
        actions.deliver(by=town.actor("office"), placement=stocked.placement_id, told=told)
    assert list(Delivery.objects.unscoped("test").order_by("number").values_list("number", flat=True)) == [
        1,
        2,
    ]
    assert counts(stocked)[0] == 45
    second = Delivery.objects.unscoped("test").get(number=2)
    address = f"/titip-jual/pengiriman/{second.id}/jawab/"
    town.client("partner").post(address, {"hasil": "kurang", "masalah": ""})
    second.refresh_from_db()
    assert second.received_at is None
    town.client("partner").post(address, {"hasil": "kurang", "masalah": "Dua pecah"})
    second.refresh_from_db()
    assert second.disputed == "Dua pecah"
    with pytest.raises(Conflict):
        actions.answer_delivery(by=town.actor("partner"), delivery=second.id)


def test_the_partner_delivers_nothing_and_cancels_nothing(town, stocked):
    with pytest.raises(Refused):
        actions.deliver(by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 1))
    moved = Movement.objects.unscoped("test").get()
    assert town.client("partner").post(f"/titip-jual/catatan/{moved.id}/batal/").status_code == 403


def test_a_wrong_figure_is_cancelled_once_and_not_after_it_was_settled(town, stocked):
    office, partner, shelf = town.actor("office"), town.actor("partner"), stocked.placement_id
    actions.report_sold(by=partner, placement=shelf, told=pieces(stocked, 8))
    moved = Movement.objects.unscoped("test").get(kind="sold")
    actions.cancel_movement(by=office, movement=moved.id)
    assert counts(stocked) == (40, 0, 0, 0)
    with pytest.raises(Conflict):
        actions.cancel_movement(by=office, movement=moved.id)
    actions.report_sold(by=partner, placement=shelf, told=pieces(stocked, 8))
    actions.settle(by=office, placement=shelf)
    again = Movement.objects.unscoped("test").get(kind="sold", cancelled_at=None)
    with pytest.raises(Conflict, match="tidak cocok lagi"):
        actions.cancel_movement(by=office, movement=again.id)
    came = Movement.objects.unscoped("test").get(kind="delivered")
    with pytest.raises(Conflict):
        actions.cancel_movement(by=office, movement=came.id)
    assert counts(stocked) == (40, 8, 0, 8)


def test_who_made_a_settlement_does_not_agree_to_it(town, stocked):
    office, shelf = town.actor("office"), stocked.placement_id
    actions.report_sold(by=office, placement=shelf, told=pieces(stocked, 8))
    made = actions.settle(by=office, placement=shelf)
    with pytest.raises(Denied):
        actions.agree_to(by=office, settlement=made.id)


def test_who_brought_the_goods_does_not_say_that_they_came(town, stocked):
    note = Delivery.objects.unscoped("test").get()
    with pytest.raises(Denied, match="orang lain"):
        actions.answer_delivery(by=town.actor("office"), delivery=note.id)
    address = f"/titip-jual/pengiriman/{note.id}/"
    assert "datang lengkap" not in town.client("office").get(address).content.decode()
    assert "datang lengkap" in town.client("partner").get(address).content.decode()


def test_what_the_partner_received_whole_is_not_cancelled(town, stocked):
    note, moved = Delivery.objects.unscoped("test").get(), Movement.objects.unscoped("test").get()
    actions.answer_delivery(by=town.actor("partner"), delivery=note.id)
    with pytest.raises(Conflict, match="dikembalikan"):
        actions.cancel_movement(by=town.actor("office"), movement=moved.id)
    page = town.client("office").get(f"/titip-jual/pengiriman/{note.id}/").content.decode()
    assert "Batalkan baris ini" not in page
    assert counts(stocked)[0] == 40


def test_what_came_short_is_cancelled_and_brought_anew(town, stocked):
    note, moved = Delivery.objects.unscoped("test").get(), Movement.objects.unscoped("test").get()
    actions.answer_delivery(by=town.actor("partner"), delivery=note.id, problem="Hanya 38")
    actions.cancel_movement(by=town.actor("office"), movement=moved.id)
    assert counts(stocked)[0] == 0


def test_no_more_rupiah_than_there_can_be(town, stocked):
    """The dearest price times the most pieces would not fit the column of a settlement."""
    Line.objects.unscoped("test").update(price=10**13)
    with pytest.raises(Refused, match="triliun"):
        actions.report_sold(by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 2))
    for _ in range(2):
        actions.report_sold(by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 1))
    with pytest.raises(Refused, match="triliun"):
        actions.settle(by=town.actor("office"), placement=stocked.placement_id)
