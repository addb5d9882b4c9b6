"""/usaha/baru/: registering a business, and what its form asks meanwhile."""

import re

import pytest
from tests.records.conftest import HERE, NEXT

from dampingi.foundation.identifiers import unseal
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import name_of
from dampingi.records.businesses.models import Business, Person

from .conftest import OFFICE
from .pages import OFFICE_ONLY, fields_of, named, statuses

pytestmark = pytest.mark.usefixtures("july")
ADDRESS = "/usaha/baru/"
NIK = "9901015507900001"


@pytest.fixture
def filled(town):
    """The form as the office fills in the least."""
    empty = fields_of(town.client("office").get(ADDRESS).content.decode())
    return empty | {
        "name": "Dapur Lestari", "product": "abon lele", "place": name_of(HERE), "region": HERE,
        "owner_name": "Lestari Wulan", "owner_phone": "0812 7000 1234",
    }  # fmt: skip


def send(town, filled, *, who="office", **more):
    return town.client(who).post(ADDRESS, filled | more, follow=True)


def made() -> int:
    return Business.objects.unscoped("test").count()


def test_the_least_is_enough(town, filled):
    answer = send(town, filled)
    found = named("Dapur Lestari")
    assert answer.redirect_chain[-1][0] == f"/usaha/{found.id}/"
    assert (found.region, found.product, found.owner.name, found.owner.phone) == (
        HERE, "abon lele", "Lestari Wulan", "+6281270001234",
    )  # fmt: skip
    assert (found.origin.door, found.origin.by) == ("page", str(town.users["office"].id))
    assert 'data-draft-done="usaha-baru"' in answer.content.decode()


def test_everything_that_may_be_told_is_kept(town, filled):
    send(
        town, filled, address="Gg. Nangka 5", nib="1234567890123", kbli="10750", started_year="2019",
        annual_sales="Rp 60.000.000", capital="5000000", workers="2", latitude="-6,4025001", longitude="106.79",
        owner_sex="P", owner_born_on="1990-07-15", owner_address="Gg. Nangka 7", owner_nik=NIK,
    )  # fmt: skip
    b = named("Dapur Lestari")
    assert (b.nib, b.kbli, b.kbli_edition, b.started_year, b.annual_sales, b.capital, b.workers, b.size) == (
        "1234567890123", "10750", "2020", 2019, 60_000_000, 5_000_000, 2, "micro",
    )  # fmt: skip
    assert (str(b.latitude), str(b.longitude)) == ("-6.402500", "106.790000")
    assert unseal("nik", b.owner.nik_sealed) == NIK


def test_sending_twice_registers_once(town, filled):
    before = made()
    send(town, filled)
    send(town, filled)
    assert made() == before + 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "field-wrong"),
        ({"owner_name": ""}, "Isi nama pemiliknya"),
        ({"owner_phone": "rumah"}, "telepon"),
        ({"owner_nik": "1234"}, "NIK 4 angka"),
        ({"owner_nik": "9901013215900001"}, "tidak mungkin"),
        ({"nib": "12"}, "NIB 2 angka"),
        ({"annual_sales": "-5"}, "kurang dari nol"),
        ({"started_year": "2099"}, "belum tiba"),
        ({"place": "Negeri Antah"}, "tidak ditemukan"),
        ({"latitude": "-6.4"}, "keduanya"),
        ({"latitude": "106.8", "longitude": "-6.4"}, "tertukar"),
        ({"owner_born_on": "2030-01-01"}, "belum tiba"),
        ({"owner_id": "bukan-id"}, "Isi nama pemiliknya"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(town, filled, wrong, told):
    before = made()
    if "owner_id" in wrong:
        wrong = wrong | {"owner_name": ""}
    answer = send(town, filled, **wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert made() == before
    assert fields_of(shown)["product"] == "abon lele"


def test_a_place_out_of_reach_is_not_found(town, filled):
    assert send(town, filled, who="elsewhere").status_code == 422


def test_a_name_of_several_kelurahan_must_be_chosen(town, filled):
    answer = send(town, filled, place="Curug", region="")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih kelurahan yang dimaksud" in shown
    first, second = re.findall(r'name="region" value="([\d.]+)"', shown)
    assert first[:8] != second[:8]
    send(town, filled, place="Curug", region=second)
    assert named("Dapur Lestari").region == second


def test_a_chosen_place_does_not_outlive_another_name(town, filled):
    """Without scripts the choice of an earlier try is still sent along."""
    send(town, filled, place=name_of(NEXT), region=HERE)
    assert named("Dapur Lestari").region == NEXT


def test_what_may_be_on_record_already_is_shown_first(town, filled):
    send(town, filled)
    before = made()
    again = fields_of(town.client("office").get(ADDRESS).content.decode())
    again = filled | {"id": again["id"], "name": "Dapur Lestarii", "owner_name": "Orang Lain"}
    answer = send(town, again)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Mungkin sudah tercatat" in shown
    assert "telepon pemilik sama" in shown
    assert made() == before
    send(town, again, sure="1")
    assert made() == before + 1


def test_an_owner_on_record_is_chosen_not_doubled(town, filled):
    owner = town.first.person
    people = Person.objects.unscoped("test").count()
    send(town, filled, owner_id=str(owner.id), owner_name="", owner_phone="", sure="1")
    assert named("Dapur Lestari").owner == owner
    assert owner.businesses.count() == 2
    assert Person.objects.unscoped("test").count() == people


def test_the_page_of_a_person_hands_the_owner_over(town):
    shown = town.client("office").get(f"{ADDRESS}?pemilik={town.first.person_id}").content.decode()
    assert fields_of(shown)["owner_id"] == str(town.first.person_id)


def test_only_the_office_registers(town):
    assert set(statuses(town, ADDRESS, OFFICE_ONLY).values()) == {403}
    assert town.client("stranger").get(ADDRESS).status_code == 302


def test_while_typing_the_places_meant_are_shown(town):
    shown = town.client("office").post(f"{ADDRESS}wilayah/", {"place": "curug"}).content.decode()
    assert shown.count('name="region"') == 2
    one = town.client("office").post(f"{ADDRESS}wilayah/", {"place": name_of(HERE)}).content.decode()
    assert f'value="{HERE}" checked' in one
    for typed in ("", "c", "%", "x" * 500):
        assert town.client("office").post(f"{ADDRESS}wilayah/", {"place": typed}).status_code == 200


def test_one_s_own_kelurahan_come_before_a_namesake_elsewhere(town):
    """There is a village Mekar far away; whoever types `mekar` in Depok means Mekarsari or Mekarjaya."""
    Region.objects.create(code="63.03.15.2015", name="Mekar", kind="desa", key="mekar")
    shown = town.client("office").post(f"{ADDRESS}wilayah/?semua=1", {"place": "mekar"}).content.decode()
    codes = re.findall(r'name="region" value="([\d.]+)"', shown)
    assert [code.startswith("32.76.") for code in codes[:2]] == [True, True]
    assert "63.03.15.2015" in codes


def test_while_typing_people_on_record_are_shown(town):
    client = town.client("office")
    assert "Warga 0" in client.post(f"{ADDRESS}pemilik/", {"owner_name": "Ibu Warga"}).content.decode()
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6281270001234")
    shown = client.post(f"{ADDRESS}pemilik/", {"owner_phone": "081270001234"}).content.decode()
    assert str(town.first.person_id) in shown
    assert "Warung 0" in shown
    far = town.client("elsewhere").post(f"{ADDRESS}pemilik/", {"owner_name": "Warga"})
    assert "Warga" not in far.content.decode()
    for typed in ("", "08", "ya ya ya"):
        told = {"owner_name": typed, "owner_phone": typed, "owner_id": typed}
        assert client.post(f"{ADDRESS}pemilik/", told).status_code == 200


def test_of_a_person_s_businesses_only_those_within_reach_are_named(town):
    client = town.client("office")
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(region="32.73.01.1001")
    shown = client.post(f"{ADDRESS}pemilik/", {"owner_name": "Warga 0"}).content.decode()
    assert str(town.first.person_id) in shown
    assert "Warung 0" not in shown


def test_likely_repeats_are_looked_for_within_reach_only(town):
    from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
    from dampingi.records.businesses.likely import likely_businesses

    row = BusinessIntake(name="UD Warung 1", region=HERE, owner=PersonIntake(name="Siapa", region=HERE))
    assert "Warung 1" in [each.business.name for each in likely_businesses(OFFICE, row)]
    assert likely_businesses(town.actor("elsewhere"), row) == []
