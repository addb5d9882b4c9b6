import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.partners import actions as partnering
from dampingi.records.placements import actions
from dampingi.records.placements.intake import PlacementIntake
from dampingi.records.placements.models import Line, Placement
from tests.records.placements.conftest import pieces

FIRST = datetime.date(2026, 7, 1)


def test_the_office_opens_a_shelf_and_lists_a_product(town, hotel, shown):
    office = town.client("office")
    told = {"partner": str(hotel.id), "place": "Rak di lobi", "share": "12,5", "began_on": "2026-07-01"}
    assert office.post("/titip-jual/baru/", told).status_code == 302
    made = Placement.objects.unscoped("test").get()
    assert (made.share, made.region) == (1_250, "32.76")
    told = {"product": str(shown.id), "price": "Rp 18.500"}
    assert office.post(f"/titip-jual/{made.id}/produk/", told).status_code == 302
    assert Line.objects.unscoped("test").get().price == 18_500
    assert office.post(f"/titip-jual/{made.id}/produk/", told).status_code == 422


@pytest.mark.parametrize(("change", "says"), [
    ({"share": 10_000}, "kurang dari 100"), ({"share": -1}, "persen"), ({"place": " "}, "dipajang"),
    ({"began_on": datetime.date.max}, "belum tiba"), ({"began_on": datetime.date.min}, "lama berlalu"),
])  # fmt: skip
def test_what_cannot_be_is_refused(town, hotel, change, says):
    told = {"partner": hotel.id, "place": "Lobi", "share": 1_000, "began_on": FIRST} | change
    with pytest.raises(Refused, match=says):
        actions.open_placement(by=town.actor("office"), told=PlacementIntake(**told))


def test_without_an_agreement_in_force_nothing_new_is_brought(town, stocked, shown):
    shelf = stocked.placement
    with time_machine.travel(datetime.datetime(2027, 1, 10, 3, tzinfo=datetime.UTC), tick=False):
        with pytest.raises(Refused, match="perjanjian yang berlaku"):
            actions.deliver(by=town.actor("office"), placement=shelf.id, told=pieces(stocked, 1))
        actions.report_sold(by=town.actor("office"), placement=shelf.id, told=pieces(stocked, 1))
        assert (
            "Tidak ada perjanjian" in town.client("office").get(f"/titip-jual/{shelf.id}/").content.decode()
        )


def test_a_partner_that_ended_gets_no_goods(town, hotel):
    partnering.end_partner(by=town.actor("office"), partner=hotel.id, on=FIRST, reason="Tutup")
    with pytest.raises(Refused, match="sudah berakhir"):
        actions.open_placement(by=town.actor("office"), told=PlacementIntake(hotel.id, "Lobi", 0, FIRST))


@pytest.mark.parametrize(("who", "status"), [
    ("office", 200), ("head", 200), ("partner", 200), ("teacher", 404), ("elsewhere", 404), ("ana", 403), ("participant", 403),
])  # fmt: skip
def test_who_sees_a_shelf(town, stocked, who, status):
    for address in (
        f"/titip-jual/{stocked.placement_id}/",
        f"/titip-jual/pengiriman/{stocked.placement.deliveries.get().id}/",
    ):
        assert town.client(who).get(address).status_code == status, address


def test_a_partner_reads_of_its_own_shelf_and_no_other(town, stocked):
    assert "Rak di lobi" in town.client("partner").get("/titip-jual/").content.decode()
    assert "Rak di lobi" not in town.client("teacher").get("/titip-jual/").content.decode()
    assert "Rak di lobi" in town.client("partner").get("/permintaan-saya/", follow=True).content.decode()


def test_a_participant_reads_their_own_goods(town, stocked):
    assert "Keripik singkong" in town.client("participant").get("/titip-jual-saya/").content.decode()


def test_it_ends_when_nothing_is_there_and_all_was_settled(town, stocked):
    office, partner, shelf = town.actor("office"), town.actor("partner"), stocked.placement
    end = lambda: actions.end_placement(by=office, placement=shelf.id, on=datetime.date(2026, 7, 20))  # noqa: E731
    with pytest.raises(Conflict, match="Masih ada barang"):
        end()
    actions.report_sold(by=partner, placement=shelf.id, told=pieces(stocked, 10))
    actions.report_returned(by=office, placement=shelf.id, told=pieces(stocked, 30))
    with pytest.raises(Conflict, match="belum dihitung"):
        end()
    made = actions.settle(by=office, placement=shelf.id)
    actions.agree_to(by=partner, settlement=made.id)
    actions.note_paid(by=office, settlement=made.id, on=datetime.date(2026, 7, 20))
    assert end().ended_on
    with pytest.raises(Conflict, match="sudah berakhir"):
        actions.deliver(by=office, placement=shelf.id, told=pieces(stocked, 1))


def test_an_id_that_is_another_s_gets_a_sentence(town, hotel, shelf):
    Placement.objects.unscoped("test").update(region="31.71")
    told = PlacementIntake(hotel.id, "Kantin", 0, FIRST)
    with pytest.raises(Conflict, match="Buka daftarnya"):
        actions.open_placement(by=town.actor("office"), told=told, id=shelf.id)
