import pytest

from dampingi.records.honours.actions import choose
from dampingi.records.honours.models import Nomination, Rules
from tests.records.honours.conftest import FOUND, REASONS, confirmed, grown, looked_at

pytestmark = pytest.mark.usefixtures("july")


def test_the_mentor_nominates_from_the_evidence(town):
    confirmed(grown(town, 1_000_000, 2_500_000))
    ana = town.client("ana")
    assert "+150%" in ana.get("/terbaik/calon/").content.decode()
    page = f"/terbaik/calon/{town.first.id}/"
    shown = ana.get(page).content.decode()
    assert "+150%" in shown
    assert "2.500.000" not in shown, "raw turnover is no measure"
    assert f"/peserta/{town.first.id}/#perkembangan" in shown
    assert ana.post(page, {"reasons": "Bagus"}).status_code == 422
    assert ana.post(page, {"reasons": REASONS}).status_code == 302
    assert Nomination.objects.unscoped("test").get().evidence["change"] == 150
    assert ana.get(page).status_code == 409


def test_verifying_and_choosing_on_the_page(town, nomination):
    page = f"/terbaik/{nomination.id}/"
    assert "Simpan verifikasi" not in town.client("ana").get(page).content.decode()
    inspector = town.client("inspector")
    assert "Simpan verifikasi" in inspector.get(page).content.decode()
    told = {"how": "met", "passed": "yes", "found": FOUND}
    assert inspector.post(page + "verifikasi/", told | {"found": ""}).status_code == 422
    assert inspector.post(page + "verifikasi/", told).status_code == 302
    coordinator = town.client("coordinator")
    assert "Simpan pilihan" in coordinator.get(page).content.decode()
    assert coordinator.post(page + "pilihan/", {"chosen": "yes", "reason": ""}).status_code == 422
    assert coordinator.post(page + "pilihan/", {"chosen": "yes", "reason": "Nyata"}).status_code == 302
    assert "Nyata" in town.client("office").get(page).content.decode()
    assert "Warga 0" in coordinator.get("/terbaik/daftar/").content.decode()


@pytest.mark.parametrize("who", ["budi", "participant", "elsewhere", "partner", "panel", "stranger"])
def test_not_for_others(town, nomination, who):
    client = town.client(who)
    for page in (f"/terbaik/{nomination.id}/", f"/terbaik/calon/{town.enrolments[1].id}/"):
        assert client.get(page).status_code in (302, 403, 404)
    assert client.post(
        f"/terbaik/{nomination.id}/verifikasi/", {"how": "met", "passed": "yes", "found": FOUND}
    ).status_code in (302, 403, 404)
    nomination.refresh_from_db()
    assert nomination.state == "nominated"


def test_the_office_sets_the_quotas(town):
    told = {"per_kelurahan": "2", "per_kecamatan": "3", "per_city": "4"}
    assert town.client("ana").post("/terbaik/kuota/", told).status_code == 403
    assert town.client("office").post("/terbaik/kuota/", told | {"per_city": "0"}).status_code == 422
    assert town.client("office").post("/terbaik/kuota/", told).status_code == 302
    assert Rules.objects.get().per_city == 4
    assert "2 nominasi per kelurahan" in town.client("office").get("/terbaik/").content.decode()


def test_the_list_is_filtered_and_taken_along(town, nomination):
    assert "Warga 0" in town.client("office").get("/terbaik/?keadaan=nominated").content.decode()
    assert "Warga 0" not in town.client("office").get("/terbaik/?keadaan=city").content.decode()
    assert town.client("office").get("/terbaik/?unduh=xlsx").status_code == 200


def test_the_certificate_of_the_chosen(town, nomination, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = f"/terbaik/{nomination.id}/piagam.pdf"
    assert town.client("office").get(page).status_code == 409
    looked_at(town, nomination)
    choose(by=town.actor("coordinator"), nomination=nomination.id, chosen=True, reason="Nyata")
    assert town.client("office").get(page).status_code == 409, "the city has not decided yet"
    choose(by=town.actor("office"), nomination=nomination.id, chosen=True, reason="Nyata")
    first, again = (town.client(who).get(page) for who in ("office", "coordinator"))
    body = b"".join(first.streaming_content)
    assert body.startswith(b"%PDF")
    assert body == b"".join(again.streaming_content)
    assert town.client("budi").get(page).status_code == 404
