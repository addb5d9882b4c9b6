"""The pages that record what happens to a business: pindah, tutup, buka, pemilik, arsip, pulihkan, and /usaha/arsip/."""

import io

import pytest
from openpyxl import load_workbook
from tests.records.conftest import NEXT

from dampingi.foundation.regions.queries import name_of
from dampingi.records.businesses.models import Business, Closure, Person

from .conftest import BOGOR, again
from .pages import OFFICE_ONLY, fields_of, refused_to_all_but_the_office, statuses

pytestmark = pytest.mark.usefixtures("july")
TOMORROW = "2026-07-21"


@pytest.fixture
def business(town):
    return town.first.business


def do(town, business, what, **typed):
    """Open the page as the office, fill it in, send it."""
    address = f"/usaha/{business.id}/{what}/"
    client = town.client("office")
    form = fields_of(client.get(address).content.decode())
    return client.post(address, form | typed, follow=True)


def test_a_move_shows_on_the_page(town, business):
    answer = do(town, business, "pindah", place=name_of(NEXT), address="Ruko 3", reason="Sewa habis")
    assert (again(business).region, business.address) == (NEXT, "Ruko 3")
    assert "Usaha tercatat pindah." in answer.content.decode()


def test_a_move_beyond_the_city_says_who_holds_it_now(town, business, bogor):
    answer = do(
        town, business, "pindah", place=name_of(BOGOR), region=BOGOR, leaves="on", reason="Ikut keluarga"
    )
    shown = answer.content.decode()
    assert again(business).region == BOGOR
    assert "dipegang dinas di sana" in shown
    assert answer.redirect_chain[-1][0] == "/usaha/"
    assert town.client("office").get(f"/usaha/{business.id}/").status_code == 404


def test_a_slip_on_a_place_elsewhere_gives_no_business_away(town, business, bogor):
    before = again(business).region
    answer = do(town, business, "pindah", place=name_of(BOGOR), region=BOGOR, reason="Ikut keluarga")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "di luar wilayah Anda" in shown
    assert 'type="checkbox" name="leaves"' in shown
    assert again(business).region == before


def test_a_move_within_reach_asks_nothing_more(town, business):
    shown = town.client("office").get(f"/usaha/{business.id}/pindah/").content.decode()
    assert 'name="leaves"' not in shown


@pytest.mark.parametrize(
    "wrong", [{"place": "Antah Berantah"}, {"on": TOMORROW}, {"reason": ""}, {"on": "kapan"}]
)
def test_a_wrong_move_comes_back_with_what_was_typed(town, business, wrong):
    typed = {"place": name_of(NEXT), "address": "Ruko 3", "reason": "Sewa habis"} | wrong
    answer = do(town, business, "pindah", **typed)
    assert answer.status_code == 422
    assert fields_of(answer.content.decode())["address"] == "Ruko 3"
    assert again(business).region != NEXT


def test_closing_and_opening_again(town, business):
    closed = do(town, business, "tutup", reason="bankrupt", note="Modal habis")
    assert "Usaha tercatat tutup." in closed.content.decode()
    twice = do(town, business, "tutup", reason="seasonal")
    assert "sudah tercatat tutup" in twice.content.decode()
    opened = do(town, business, "buka", note="Dapat modal")
    assert "buka kembali" in opened.content.decode()
    found = Closure.objects.unscoped("test").get()
    assert (found.reason, found.note, found.reopened_note) == ("bankrupt", "Modal habis", "Dapat modal")


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "bosan"}, {"on": TOMORROW}, {"reason": "other"}]
)
def test_a_wrong_closure_is_told(town, business, wrong):
    assert do(town, business, "tutup", **({"reason": "died"} | wrong)).status_code == 422
    assert not Closure.objects.unscoped("test").exists()


def test_a_new_owner_by_name(town, business):
    do(
        town, business, "pemilik", owner_name="Tono Hartono", owner_phone="081270003333", place=name_of(NEXT),
        reason="Dijual",
    )  # fmt: skip
    owner = again(business).owner
    assert (owner.name, owner.phone, owner.region) == ("Tono Hartono", "+6281270003333", NEXT)


def test_a_new_owner_from_those_on_record_needs_no_place(town, business):
    other = town.enrolments[1].person
    do(town, business, "pemilik", owner_id=str(other.id), reason="Dijual")
    assert again(business).owner == other


@pytest.mark.parametrize("wrong", [{}, {"owner_name": "Tono"}, {"owner_name": "Tono", "place": "Antah"}])
def test_a_new_owner_half_told_is_asked_for_the_rest(town, business, wrong):
    people = Person.objects.unscoped("test").count()
    assert do(town, business, "pemilik", **({"reason": "Dijual"} | wrong)).status_code == 422
    assert Person.objects.unscoped("test").count() == people


def test_what_is_archived_is_listed_with_its_reason_and_comes_back(town, business):
    do(town, business, "arsip", reason="Tercatat dua kali")
    client = town.client("office")
    assert str(business.id) not in client.get("/usaha/").content.decode()
    listed = client.get("/usaha/arsip/?cari=warung 0").content.decode()
    assert "Tercatat dua kali" in listed
    assert f"/usaha/{business.id}/pulihkan/" in listed
    sheet = load_workbook(io.BytesIO(client.get("/usaha/arsip/?unduh=xlsx").content)).worksheets[0]
    assert sheet.max_row == 2
    do(town, business, "pulihkan", reason="Bukan kembar")
    assert again(business).archived_at is None
    assert str(business.id) not in client.get("/usaha/arsip/").content.decode()


def test_archiving_without_a_reason_is_told(town, business):
    assert do(town, business, "arsip", reason="").status_code == 422
    assert again(business).archived_at is None


@pytest.mark.parametrize("what", ["pindah", "tutup", "buka", "pemilik", "arsip", "pulihkan"])
def test_all_of_it_is_the_offices_of_the_place(town, business, what):
    before = Business.objects.unscoped("test").filter(id=business.id).values().get()
    address = f"/usaha/{business.id}/{what}/"
    refused_to_all_but_the_office(town, address)
    refused_to_all_but_the_office(town, address, reason="Tidak boleh", on="2026-07-01")
    assert Business.objects.unscoped("test").filter(id=business.id).values().get() == before
    assert not Closure.objects.unscoped("test").exists()


def test_the_archive_is_the_offices(town):
    assert set(statuses(town, "/usaha/arsip/", OFFICE_ONLY).values()) == {403}
    assert town.client("elsewhere").get("/usaha/arsip/").status_code == 200
