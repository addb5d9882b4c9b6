"""GET /orang/<id>/: a person with their businesses and programmes."""

import datetime

import pytest

from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Person
from tests.records.conftest import HERE, SYSTEM

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def person(town):
    owner = town.first.person
    Person.objects.unscoped("test").filter(id=owner.id).update(phone="+6281270001111", address="Gg. Nangka 5")
    return owner


def page(town, person, who="office"):
    return town.client(who).get(f"/orang/{person.id}/").content.decode()


def test_all_their_businesses_and_programmes(town, person):
    row = BusinessIntake(name="Kue Kedua", region=HERE, owner_id=person.id)
    actions.register_businesses(by=SYSTEM, origin=town.origin, rows=[row])
    shown = page(town, person)
    assert "Warung 0" in shown
    assert "Kue Kedua" in shown
    assert "Wirausaha Baru 2026" in shown


def test_what_they_gave_away_is_told_and_what_is_closed(town, person):
    business, day = town.first.business, datetime.date(2026, 7, 1)
    office = town.actor("office")
    actions.close_business(by=office, business=business.id, reason="died", on=day)
    assert "Tutup" in page(town, person)
    actions.reopen_business(by=office, business=business.id, on=day)
    new = PersonIntake(name="Tono", region=HERE)
    actions.change_owner(by=office, business=business.id, on=day, reason="Dijual", owner=new)
    shown = page(town, person)
    assert "Pernah dimiliki" in shown
    assert "Warung 0" in shown.split("Pernah dimiliki")[1]


def test_contacts_are_for_those_who_work_with_them(town, person):
    for who in ("office", "ana", "coordinator", "participant"):
        assert "0812-7000-1111" in page(town, person, who)
    for who in ("head", "inspector"):
        shown = page(town, person, who)
        assert "0812-7000-1111" not in shown
        assert "Gg. Nangka 5" not in shown
        assert "••11" in shown


def test_who_finds_them(town, person):
    found = {who: town.client(who).get(f"/orang/{person.id}/").status_code for who in
             ("office", "ana", "camat", "participant", "coordinator", "budi", "elsewhere", "partner", "panel")}  # fmt: skip
    assert found == {
        "office": 200, "ana": 200, "camat": 200, "participant": 200, "coordinator": 200, "budi": 404, "elsewhere": 404,
        "partner": 403, "panel": 403,
    }  # fmt: skip
    assert town.client("stranger").get(f"/orang/{person.id}/").status_code == 302


def test_an_owner_from_elsewhere_is_found_through_their_business_here(town):
    far = PersonIntake(name="Orang Bogor", region="32.71.01.1001", phone="+6281270009999")
    row = BusinessIntake(name="Cabang Depok", region=HERE, owner=far)
    actions.register_businesses(by=SYSTEM, origin=town.origin, rows=[row])
    owner = Person.objects.unscoped("test").get(name="Orang Bogor")
    shown = page(town, owner)
    assert "Cabang Depok" in shown
    assert "0812-7000-9999" not in shown
    assert f"/orang/{owner.id}/ubah/" not in shown
    assert town.client("budi").get(f"/orang/{owner.id}/").status_code == 404


def test_the_doors_are_those_one_may_open(town, person):
    assert f"/orang/{person.id}/ubah/" in page(town, person)
    for who in ("ana", "coordinator", "participant", "head"):
        shown = page(town, person, who)
        assert f"/orang/{person.id}/ubah/" not in shown
        assert "Tambah usaha" not in shown


def test_whoever_may_merge_finds_the_way_and_tells_namesakes_apart(town, person):
    assert f'href="/kembar/orang/{person.id}/"' in page(town, person)
    assert f'href="/kembar/orang/{person.id}/"' not in page(town, person, "coordinator")
    row = BusinessIntake(
        name="Kue Kedua",
        region=HERE,
        owner=PersonIntake(name=person.name, region=HERE, phone="+6281270002222"),
    )
    actions.register_businesses(by=SYSTEM, origin=town.origin, rows=[row])
    shown = town.client("office").get(f"/kembar/orang/{person.id}/").content.decode()
    assert "Kue Kedua" in shown
    assert "0812-7000-2222" in shown
