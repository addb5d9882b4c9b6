"""The organisations an office works with: what is refused and why, who sees them, and how one ends."""

import datetime
from dataclasses import replace

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.rows import new_id
from dampingi.records.partners import actions
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on, side_of
from tests.records.conftest import SYSTEM

from .conftest import TOLD

DAY = datetime.date(2026, 7, 20)


def test_an_office_goes_from_the_form_to_the_page_and_finds_it_again_by_what_it_offers(town):
    office, key = town.client("office"), str(new_id())
    said = {
        "name": "Hotel Melati",
        "kind": "hotel",
        "region": "32.76.05",
        "offers": "Rak di lobi",
        "partner": key,
    }
    address = office.post("/mitra/baru/", said)["Location"]
    assert office.post("/mitra/baru/", said)["Location"] == address  # pressed twice is one
    page = office.get(address).content.decode()
    assert "Rak di lobi" in page
    assert "Sukmajaya" in page
    assert "Hotel Melati" in office.get("/mitra/?cari=lobi&jenis=hotel").content.decode()
    assert "Hotel Melati" not in office.get("/mitra/?jenis=bank").content.decode()
    assert office.get("/mitra/?unduh=xlsx").status_code == 200
    assert office.post(f"{address}ubah/", said | {"name": ""}).status_code == 422
    changed = said | {"name": "Hotel Melati Indah", "reason": "Ganti nama"}
    assert office.post(f"{address}ubah/", changed).status_code == 302
    assert "Ganti nama" in office.get(address).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": " \0 "}, "Isi nama"),
        ({"kind": "partai"}, "jenis mitra"),
        ({"region": "32.76.99"}, "wilayah"),
        ({"region": ""}, "wilayah"),
        ({"needs": "x" * 2001}, "terlalu panjang"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(town, change, says):
    by = town.actor("office") if change.get("region", "32.76") == "32.76" else SYSTEM
    with pytest.raises(Refused, match=says):
        actions.register_partner(by=by, told=replace(TOLD, **change))


def test_a_name_stands_once_in_a_region_however_it_is_written(town, bank):
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.register_partner(by=town.actor("office"), told=replace(TOLD, name="BANK mitra"))
    other = actions.register_partner(by=town.actor("office"), told=replace(TOLD, region="32.76.05"))
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.correct_partner(by=town.actor("office"), partner=other.id, told=TOLD)


@pytest.mark.parametrize("who", ["ana", "head", "coordinator", "partner", "inspector"])
def test_only_the_office_notes_partners(town, who):
    with pytest.raises(Denied):
        actions.register_partner(by=town.actor(who), told=TOLD)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200),
        ("inspector", 200),
        ("elsewhere", 404),
        ("ana", 403),
        ("partner", 403),
        ("participant", 403),
    ],
)
def test_who_opens_a_partner_s_page(town, bank, who, status):
    assert town.client(who).get(f"/mitra/{bank.id}/").status_code == status


def test_another_region_s_office_changes_nothing(town, bank):
    with pytest.raises(Refused):
        actions.correct_partner(by=town.actor("elsewhere"), partner=bank.id, told=replace(TOLD, name="Lain"))
    with pytest.raises(Denied):
        actions.correct_partner(by=town.actor("office"), partner=bank.id, told=replace(TOLD, region="32.77"))


def test_a_correction_keeps_old_and_new(town, bank):
    actions.correct_partner(by=town.actor("office"), partner=bank.id, told=replace(TOLD, offers="Tabungan"))
    assert Revision.objects.get(kind="partner", subject_id=bank.id).changes["offers"] == [
        "Kredit",
        "Tabungan",
    ]


def test_a_partnership_ends_with_a_reason_once_and_goes_on_again(town, bank):
    office, client = town.actor("office"), town.client("office")
    for said in (
        {"on": "9999-12-31", "reason": "x"},
        {"on": "2026-07-20", "reason": " "},
        {"on": "bukan", "reason": "x"},
    ):
        assert client.post(f"/mitra/{bank.id}/berakhir/", said).status_code == 422
    assert (
        client.post(f"/mitra/{bank.id}/berakhir/", {"on": "2026-07-20", "reason": "Pindah kota"}).status_code
        == 302
    )
    assert "Pindah kota" in client.get(f"/mitra/{bank.id}/").content.decode()
    with pytest.raises(Conflict, match="sudah berakhir"):
        actions.end_partner(by=office, partner=bank.id, on=DAY, reason="lagi")
    rows = Partner.objects.unscoped("test")
    assert not rows.filter(active_on(DAY)).exists()
    assert rows.filter(active_on(DAY - datetime.timedelta(1))).exists()
    assert client.post(f"/mitra/{bank.id}/lanjut/").status_code == 302
    assert rows.filter(active_on(DAY)).exists()
    assert client.post(f"/mitra/{bank.id}/lanjut/").status_code == 409


@pytest.mark.parametrize(
    ("kind", "side"), [("bank", "third_party"), ("government", "government"), ("?", "third_party")]
)
def test_the_kind_says_with_whom_an_agreement_is_made(kind, side):
    assert side_of(kind) == side
