"""/indikator/ and the pages under it, as different people open them."""

import pytest

from dampingi.insight.indicators.models import Draft, Version
from tests.insight.indicators.written import BODY, draft, in_force, submitted

pytestmark = pytest.mark.usefixtures("july")
FORM = {k: v for k, v in BODY.items() if k != "dataset"} | {
    "groupings": ["kelurahan", "month"],
    "opened": "0",
}


def text(answer):
    return answer.content.decode()


def test_the_library_shows_what_is_shipped_and_what_offices_define(town):
    made = in_force(town)
    page = text(town.client("office").get("/indikator/"))
    assert "Peserta lulus" in page
    assert f"/indikator/versi/{made.id}/" in page
    assert "Head" in page
    assert BODY["name"] in text(town.client("office").get("/indikator/?pemilik=kantor"))
    assert "Peserta lulus" not in text(town.client("office").get("/indikator/?pemilik=kantor"))
    assert BODY["name"] in text(town.client("office").get("/indikator/?tingkat=output&cari=dibenarkan"))
    assert BODY["name"] not in text(town.client("office").get("/indikator/?tingkat=input"))


def test_the_library_is_read_by_area(town):
    client = town.client("office")
    for area, inside, outside in (
        ("cooperatives", "Koperasi sehat", "Peserta lulus"),
        ("plut", "Usaha datang ke klinik", "Koperasi sehat"),
        ("finance", "Kendala pembiayaan teratasi", "Kendala pemasaran teratasi"),
        ("wub", "Peserta lulus", "Usaha berjualan daring"),
    ):
        page = text(client.get(f"/indikator/?bidang={area}"))
        assert inside in page
        assert outside not in page


def test_an_office_says_the_area_of_its_own(town):
    told = FORM | {"numerator": "exited", "denominator": "enrolled", "groupings": ["kelurahan"]}
    town.client("office").post("/indikator/baru/enrolments/", told | {"area": "marketing"})
    assert Draft.objects.unscoped("test").get().body["area"] == "marketing"
    assert BODY["name"] in text(town.client("office").get("/indikator/?bidang=marketing"))
    refused = town.client("office").post("/indikator/baru/enrolments/", told | {"area": "politik"})
    assert refused.status_code == 422


def test_another_city_sees_neither_drafts_nor_versions(town):
    made, waiting = in_force(town), draft(town, name="Lain lagi")
    assert BODY["name"] not in text(town.client("elsewhere").get("/indikator/"))
    for address in (
        f"/indikator/versi/{made.id}/",
        f"/indikator/rancangan/{waiting.id}/",
        f"/indikator/rancangan/{waiting.id}/baris/",
    ):
        assert town.client("elsewhere").get(address).status_code == 404
    assert (
        town.client("elsewhere").post(f"/indikator/versi/{made.id}/cabut/", {"reason": "x"}).status_code
        == 404
    )
    assert town.client("province").get(f"/indikator/versi/{made.id}/").status_code == 200


@pytest.mark.parametrize("who", ["ana", "participant", "panel", "partner"])
def test_who_sees_no_figures_sees_no_library(town, who):
    for address in ("/indikator/", "/indikator/kamus/", "/indikator/baru/"):
        assert town.client(who).get(address).status_code == 403


def test_from_data_to_a_draft_with_its_figures(town):
    page = text(town.client("office").get("/indikator/baru/"))
    assert "/indikator/baru/growth/" in page
    assert "minggu dengan penjualan" in text(town.client("office").get("/indikator/baru/growth/"))
    answer = town.client("office").post(
        "/indikator/baru/enrolments/",
        FORM | {"numerator": "exited", "denominator": "enrolled", "groupings": ["kelurahan", "kecamatan"]},
    )
    made = Draft.objects.unscoped("test").get()
    assert answer["Location"] == f"/indikator/rancangan/{made.id}/"
    page = text(town.client("office").get(answer["Location"]))
    assert "0 dari 5" in page
    door = f"/indikator/rancangan/{made.id}/baris/?program="
    assert door in page
    rows = text(town.client("office").get(f"/indikator/rancangan/{made.id}/baris/"))
    assert "Warga 0" in rows
    assert f"/indikator/rancangan/{made.id}/baris/?" in rows, "the tabs stay with the draft"


@pytest.mark.parametrize(
    ("changed", "cure"),
    [
        ({"numerator": "laba"}, "Kolom “laba” tidak ada dalam data growth"),
        ({"numerator": "confirmed; DROP TABLE x"}, "bukan jumlah kolom"),
        ({"numerator": ""}, "belum diisi"),
        ({"groupings": []}, "Pilih"),
        ({"kind": "luar"}, "Pilih"),
        ({"column0": "weeks"}, "Syarat perlu kolom dan angka"),
        ({"column0": "weeks", "operator0": "above", "value0": "9" * 40}, "10000000000000"),
        ({"baseline_value": "79,4"}, "Lengkapi ketiganya"),
        ({"baseline_value": "NaN", "baseline_year": "2024", "baseline_source": "x"}, "angka"),
        ({"name": "x" * 500}, "80"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(town, changed, cure):
    answer = town.client("office").post("/indikator/baru/growth/", FORM | changed)
    assert answer.status_code == 422
    assert cure in text(answer)
    assert BODY["limits"] in text(answer)
    assert not Draft.objects.unscoped("test").exists()


def test_data_that_is_not_there_is_not_found(town):
    assert town.client("office").get("/indikator/baru/laba/").status_code == 404


def test_a_baseline_is_typed_as_it_is_read(town):
    told = {"baseline_value": "79,4", "baseline_year": "2024", "baseline_source": "LKPJ"}
    town.client("office").post("/indikator/baru/growth/", FORM | told)
    made = Draft.objects.unscoped("test").get()
    assert made.body["baseline"] == {"value": "0.794", "year": 2024, "source": "LKPJ"}
    page = text(town.client("office").get(f"/indikator/rancangan/{made.id}/isi/"))
    assert 'value="79,4"' in page
    assert "79,4% pada 2024 (LKPJ)" in text(town.client("office").get(f"/indikator/rancangan/{made.id}/"))


def test_it_is_submitted_checked_by_another_and_in_force(town):
    made = draft(town)
    office, head = town.client("office"), town.client("head")
    settle, verdict = f"/indikator/rancangan/{made.id}/ajuan/", f"/indikator/rancangan/{made.id}/putusan/"
    assert office.post(settle, {"act": "submit", "opened": "1", "reason": ""}).status_code == 422
    assert office.post(settle, {"act": "submit", "opened": "7", "reason": "x"}).status_code == 409
    assert office.post(settle, {"act": "submit", "opened": "1", "reason": "Diminta rapat"}).status_code == 302
    assert office.post(settle, {"act": "submit", "opened": "1", "reason": "Diminta rapat"}).status_code == 409
    assert BODY["name"] in text(head.get("/kotak-masuk/"))
    assert office.post(verdict, {"decision": "approve"}).status_code == 403
    assert head.post(verdict, {"decision": "return"}).status_code == 422
    assert "Pemeriksaan Anda" in text(head.get(f"/indikator/rancangan/{made.id}/"))
    answer = head.post(verdict, {"decision": "approve"})
    version = Version.objects.get(region="32.76")
    assert answer["Location"] == f"/indikator/versi/{version.id}/"
    assert head.post(verdict, {"decision": "approve"}).status_code == 409
    page = text(office.get(answer["Location"]))
    for words in ("Berlaku", "Disusun Office, diperiksa Head", "Diminta rapat", version.hash[:16]):
        assert words in page
    assert text(office.get(f"/dasbor/rincian/?indikator={made.code}")).count("versi 1, ") == 1


def test_a_next_version_says_what_differs(town):
    shipped = Version.objects.get(region="", code="participation")
    answer = town.client("office").post(f"/indikator/versi/{shipped.id}/ubah/")
    made = Draft.objects.unscoped("test").get()
    assert answer["Location"] == f"/indikator/rancangan/{made.id}/isi/"
    version = in_force(town, made)
    town.client("office").post(f"/indikator/versi/{version.id}/ubah/")
    again = Draft.objects.unscoped("test").get(state="written")
    from dampingi.insight.indicators import actions

    actions.save_draft(
        by=town.actor("office"), draft=again.id, body=again.body | {"limits": "Batas yang lain."}, opened=1
    )
    page = text(town.client("office").get(f"/indikator/rancangan/{again.id}/"))
    assert "Bedanya dengan versi kantor sebelumnya" in page
    assert page.count("Batas yang lain.") >= 2
    assert "Diganti versi kantor" in text(town.client("office").get("/indikator/"))


def test_it_is_retired_with_a_reason(town):
    made = in_force(town)
    address = f"/indikator/versi/{made.id}/cabut/"
    assert town.client("head").post(address, {"reason": "x"}).status_code == 403
    assert town.client("office").post(address, {"reason": ""}).status_code == 422
    assert town.client("office").post(address, {"reason": "Tidak dipakai"}).status_code == 302
    assert "Tidak dipakai" in text(town.client("office").get(f"/indikator/versi/{made.id}/"))
    shipped = Version.objects.get(region="", code="jobs")
    assert (
        town.client("office").post(f"/indikator/versi/{shipped.id}/cabut/", {"reason": "x"}).status_code
        == 404
    )


def test_what_lost_a_part_is_said_to_be_broken_and_can_be_retired(town):
    from dampingi.insight.indicators import actions
    from tests.insight.indicators.test_uncounted import COMPOSITE, begun

    part = in_force(town, groupings=["kecamatan", "kelurahan"])
    parts = [COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": part.code}]
    whole = in_force(town, begun(town, COMPOSITE, parts=parts))
    office, address = town.client("office"), f"/indikator/versi/{whole.id}/"
    assert "Tidak dapat dihitung" not in text(office.get(address))
    assert BODY["name"] in text(office.get(address)), "its parts by their names"
    actions.retire_indicator(by=town.actor("office"), version=part.id, reason="x")
    assert address in text(office.get("/indikator/?keadaan=rusak"))
    assert address not in text(office.get("/indikator/?keadaan=berlaku"))
    page = text(office.get(address))
    assert "Tidak dapat dihitung" in page
    assert f"{address}cabut/" in page, "the page says: make a new version or retire it"
    assert office.post(f"{address}cabut/", {"reason": "Bagiannya dicabut"}).status_code == 302
    assert address in text(office.get("/indikator/?keadaan=dicabut"))
    assert "Tidak dapat dihitung" not in text(office.get(address))


def test_what_waits_can_be_taken_back(town):
    made = draft(town)
    submitted(town, made)
    assert (
        town.client("office").post(f"/indikator/rancangan/{made.id}/ajuan/", {"act": "drop"}).status_code
        == 302
    )
    made.refresh_from_db()
    assert made.state == "dropped"


def test_the_dictionary_is_of_now(town):
    before = text(town.client("office").get("/indikator/kamus/"))
    made = in_force(town)
    after = text(town.client("office").get("/indikator/kamus/"))
    assert made.hash[:16] in after
    assert made.hash[:16] not in before


@pytest.mark.parametrize("groupings", [["kelurahan"], ["city"], ["month"], ["kecamatan", "sex"]])
def test_the_dashboard_shows_an_indicator_however_little_it_is_broken_down(town, groupings):
    made = in_force(town, groupings=groupings)
    assert town.client("office").get(f"/dasbor/?indikator={made.code}").status_code == 200
    assert town.client("coordinator").get(f"/dasbor/?indikator={made.code}").status_code == 200


def test_what_differs_is_said_in_words_not_in_codes(town):
    from dampingi.insight.indicators import actions
    from tests.insight.indicators.test_uncounted import COMPOSITE, begun

    first = in_force(town, begun(town, COMPOSITE))
    part = in_force(town, groupings=["kecamatan", "kelurahan"])
    again = actions.begin_version(by=town.actor("office"), region="32.76", code=first.code)
    parts = [first.body["parts"][0] | {"full": "0.8"}, first.body["parts"][1] | {"indicator": part.code}]
    told = again.body | {"parts": parts, "direction": "down", "skips": True, "decimals": 0}
    actions.save_draft(by=town.actor("office"), draft=again.id, body=told, opened=1)
    answer = town.client("office").get(f"/indikator/rancangan/{again.id}/")
    changes = {label: (before, after) for label, before, after in answer.context["changes"]}
    assert set(changes) == {
        "Gabungan dari",
        "Bila bagian belum ada data",
        "Cara membaca",
        "Angka di belakang koma",
    }
    assert f"{BODY['name']} (bobot 3, dari 100,0% sampai 0,0%)" in changes["Gabungan dari"][1]
    assert "dari 0,0% sampai 80,0%" in changes["Gabungan dari"][1]
    assert changes["Angka di belakang koma"] == ("1", "0")


def test_a_drafts_rows_say_whose_draft_it_is(town):
    page = text(town.client("office").get(f"/indikator/rancangan/{draft(town).id}/baris/"))
    assert "bawaan" not in page
