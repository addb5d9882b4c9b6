"""/usaha/<id>/riwayat/ and /orang/<id>/riwayat/: what each field held, and undoing one change."""

import pytest

from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions

from .conftest import OFFICE, again
from .pages import statuses

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def business(town):
    b = town.first.business
    by = town.actor("office")
    actions.edit_business(by=by, business=b.id, values={"product": "keripik", "phone": "+6281270001111"})
    actions.edit_business(by=by, business=b.id, values={"product": "abon", "annual_sales": 90_000_000})
    return again(b)


def page(town, business, who="office", query=""):
    return town.client(who).get(f"/usaha/{business.id}/riwayat/{query}").content.decode()


def undo(town, business, number, who="office", field="product"):
    revision = history("business", business.id).get(version=number)
    told = {"perubahan": str(revision.id), "kolom": field}
    return town.client(who).post(f"/usaha/{business.id}/riwayat/batal/", told, follow=True)


def test_every_change_is_told_in_words(town, business):
    shown = page(town, business)
    for words in ("keripik", "abon", "Rp\u00a090.000.000", "Office", "formulir", "0812-7000-1111"):
        assert words in shown


def test_one_field_tells_each_value_and_since_when(town, business):
    shown = page(town, business, query="?kolom=product").split("<ol", 1)[0]
    assert shown.index("abon") < shown.index("keripik")
    assert "sekarang" in shown
    assert "90.000.000" not in shown
    assert "Kolom" in page(town, business, query="?kolom=rahasia")


def test_only_the_latest_change_of_a_field_can_be_undone(town, business):
    shown = page(town, business)
    assert shown.count('name="kolom" value="product"') == 1
    assert "lebih baru" in undo(town, business, 1).content.decode()
    undo(town, business, 2)
    assert (again(business).product, business.annual_sales) == ("keripik", 90_000_000)


def test_a_reader_without_contacts_sees_no_phone(town, business):
    for who in ("head", "inspector"):
        shown = page(town, business, who)
        assert "0812-7000-1111" not in shown
        assert "+6281270001111" not in shown
        assert "••11" in shown


def test_who_may_see_the_business_may_see_its_history_and_who_may_change_it_may_undo(town, business):
    address = f"/usaha/{business.id}/riwayat/"
    told = statuses(
        town, address, ("ana", "camat", "coordinator", "participant", "head", "budi", "elsewhere", "partner")
    )
    assert told == {
        "ana": 200, "camat": 200, "coordinator": 200, "participant": 200, "head": 200, "budi": 404, "elsewhere": 404,
        "partner": 403,
    }  # fmt: skip
    assert "Batalkan" not in page(town, business, "coordinator")
    mentors = page(town, business, "ana")
    assert 'value="product"' in mentors
    assert 'value="annual_sales"' not in mentors


def test_others_undo_nothing(town, business):
    for who, status in (("coordinator", 403), ("participant", 403), ("budi", 404), ("elsewhere", 404)):
        assert undo(town, business, 2, who).status_code == status
    assert undo(town, business, 2, "ana", "annual_sales").status_code == 403
    undo(town, business, 2, "ana")
    assert (again(business).product, business.annual_sales) == ("keripik", 90_000_000)


@pytest.mark.parametrize("asked", ["", "bukan-id", "0190f0c4-7d53-7c3a-9d7e-2f6f5a3c1b00"])
def test_a_change_that_is_none_is_told(town, business, asked):
    address = f"/usaha/{business.id}/riwayat/batal/"
    assert town.client("office").post(address, {"perubahan": asked}).status_code == 404


def test_a_get_undoes_nothing(town, business):
    assert town.client("office").get(f"/usaha/{business.id}/riwayat/batal/").status_code == 405


def test_a_persons_change_is_undone_with_its_sealed_nik(town):
    person, nik = town.first.person, "9901015507900001"
    actions.edit_person(by=OFFICE, person=person.id, values={"name": "Nama Baru"}, nik=nik)
    client, address = town.client("office"), f"/orang/{person.id}/riwayat/"
    shown = client.get(address).content.decode()
    assert nik not in shown
    assert "tercatat, tersegel" in shown
    revision = history("person", person.id).get()
    client.post(f"{address}batal/", {"perubahan": str(revision.id), "kolom": "nik_sealed"})
    assert (again(person).nik_index, person.name) == ("", "Nama Baru")
    assert statuses(town, f"{address}batal/", ("ana", "coordinator", "elsewhere"), perubahan="x") == {
        "ana": 403, "coordinator": 403, "elsewhere": 404,
    }  # fmt: skip
