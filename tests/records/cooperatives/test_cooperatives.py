"""The register of cooperatives: what is refused and why, whose authority, and book years."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.rows import new_id
from dampingi.records.cooperatives import actions
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.cooperatives.queries import authority_words
from tests.records.conftest import HERE

TOLD = CooperativeIntake(
    "Koperasi Maju Bersama",
    datetime.date(2019, 5, 2),
    "consumer",
    HERE,
    "32.76",
    "3276 0100 0012",
    shop_unit=True,
)
YEAR = BookYearIntake(
    2025, 40, 60, 500_000_000, 200_000_000, 900_000_000, 25_000_000, meeting_on=datetime.date(2026, 3, 12)
)


@pytest.fixture
def cooperative(town):
    return actions.register_cooperative(by=town.actor("office"), told=TOLD)


def test_a_cooperative_is_noted_with_its_number_as_digits(cooperative):
    assert cooperative.registration == "327601000012"
    assert authority_words(cooperative) == "Kabupaten/kota"


@pytest.mark.parametrize(
    ("area", "whose"), [("32.76", "Kabupaten/kota"), ("32", "Provinsi"), ("", "Pemerintah pusat")]
)
def test_whose_authority_it_is_follows_from_where_the_members_live(town, area, whose):
    made = actions.register_cooperative(by=town.actor("office"), told=replace(TOLD, members_area=area))
    assert authority_words(made) == whose


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "  "}, "Isi nama"),
        ({"kind": "bank"}, "jenis koperasi"),
        ({"registration": "12a4"}, "hanya angka"),
        ({"region": "32.76"}, "kelurahan atau kecamatan"),
        ({"region": "32.76.99.9999"}, "kelurahan atau kecamatan"),
        ({"members_area": "33"}, "Wilayah keanggotaan"),
        ({"kind": "savings_loan"}, "tidak boleh mempunyai unit toko"),
        ({"digital": "mungkin"}, "Pilih ya"),
        ({"closed_on": datetime.date(2018, 1, 1)}, "lebih awal"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(town, change, says):
    with pytest.raises(Refused, match=says):
        actions.register_cooperative(by=town.actor("office"), told=replace(TOLD, **change))


def test_the_database_itself_refuses_a_shop_of_a_savings_and_loan_cooperative(cooperative):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperative.objects.unscoped("test").update(kind="savings_loan")


def test_a_number_belongs_to_one_cooperative_and_sending_twice_is_once(town, cooperative):
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.register_cooperative(by=town.actor("office"), told=replace(TOLD, name="Lain"))
    key, other = new_id(), replace(TOLD, registration="")
    first = actions.register_cooperative(by=town.actor("office"), told=other, id=key)
    assert actions.register_cooperative(by=town.actor("office"), told=other, id=key) == first


@pytest.mark.parametrize("who", ["ana", "head", "panel"])
def test_only_the_office_notes_cooperatives(town, who):
    with pytest.raises(Denied):
        actions.register_cooperative(by=town.actor(who), told=TOLD)


def test_another_regions_office_neither_sees_nor_changes_it(town, cooperative):
    assert town.client("elsewhere").get(f"/koperasi/{cooperative.id}/").status_code == 404
    with pytest.raises(Refused):
        actions.correct_cooperative(by=town.actor("elsewhere"), cooperative=cooperative.id, told=TOLD)


def test_a_correction_keeps_old_and_new(town, cooperative):
    actions.correct_cooperative(
        by=town.actor("office"),
        cooperative=cooperative.id,
        told=replace(TOLD, name="Maju Jaya"),
        reason="Ganti nama",
    )
    kept = Revision.objects.get(kind="cooperative", subject_id=cooperative.id)
    assert kept.changes["name"] == ["Koperasi Maju Bersama", "Maju Jaya"]


def test_a_book_year_is_written_and_corrected(town, cooperative):
    office = town.actor("office")
    actions.note_year(by=office, cooperative=cooperative.id, told=YEAR)
    actions.note_year(by=office, cooperative=cooperative.id, told=replace(YEAR, surplus=-4_000_000))
    held = BookYear.objects.get()
    assert (held.members, held.surplus) == (100, -4_000_000)
    assert Revision.objects.get(kind="book_year").changes["surplus"] == [25_000_000, -4_000_000]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"year": 2018}, "paling awal 2019"),
        ({"meeting_on": datetime.date(2025, 11, 1)}, "sesudah tahun bukunya"),
        ({"members_men": -1}, "tidak kurang dari nol"),
        ({"assets": 10**16}, "terlalu besar"),
        ({"equity": 900_000_000}, "tidak melebihi aset"),
    ],
)
def test_a_book_year_that_cannot_be_is_refused(town, cooperative, change, says):
    with pytest.raises(Refused, match=says):
        actions.note_year(by=town.actor("office"), cooperative=cooperative.id, told=replace(YEAR, **change))


def test_the_office_goes_from_the_form_to_the_profile(town):
    office = town.client("office")
    said = {
        "name": "Koperasi Sentosa", "legal_on": "2020-01-05", "kind": "services", "region": HERE, "members_area": "32.76",
        "registration": "", "cooperative": str(new_id()), "digital": "yes",
    }  # fmt: skip
    address = office.post("/koperasi/baru/", said)["Location"]
    year = {
        "year": "2025", "members_men": "10", "members_women": "15", "assets": "100.000.000", "equity": "Rp 40.000.000",
        "turnover": "80.000.000", "surplus": "-1.500.000", "meeting_on": "2026-02-20",
    }  # fmt: skip
    assert office.post(f"{address}tahun-buku/", year).status_code == 302
    page = office.get(address).content.decode()
    assert "Koperasi Sentosa" in page
    assert "20 Februari 2026" in page
    assert office.post(f"{address}ubah/", said | {"name": ""}).status_code == 422
    assert office.post(f"{address}ubah/", said | {"phone": "belum ada"}).status_code == 422
    assert (
        office.post(
            f"{address}ubah/", said | {"phone": "0812 3456 7890", "reason": "Telepon baru"}
        ).status_code
        == 302
    )
    changed = office.get(address).content.decode()
    assert "+6281234567890" in changed
    assert "Telepon baru" in changed
    assert office.get("/koperasi/?jenis=services").content.decode().count("Koperasi Sentosa") >= 1
    assert office.get(f"{address}tahun-buku/?tahun=2025").context["form"]["equity"].value() == "40.000.000"
