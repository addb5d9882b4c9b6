import pytest

from dampingi.records.businesses.models import Business
from dampingi.records.interventions import actions
from dampingi.records.interventions.models import Intervention, Taker, Turnover
from tests.records.interventions.conftest import said

TOLD = {
    "kind": "fair", "title": "Pameran Mei", "region": "32.76", "starts_on": "2026-05-08", "ends_on": "2026-05-10", "partner": "", "note": "",
}  # fmt: skip


def text(answer):
    return answer.content.decode()


def test_the_office_notes_a_fair_and_who_took_part(town, july):
    client = town.client("office")
    assert client.post("/intervensi/baru/", TOLD | {"ends_on": "2026-05-01"}).status_code == 422
    assert client.post("/intervensi/baru/", TOLD | {"starts_on": "9999-12-31"}).status_code == 422
    assert client.post("/intervensi/baru/", TOLD).status_code == 302
    made = Intervention.objects.unscoped("test").get()
    assert "Pameran Mei" in text(client.get("/intervensi/"))
    business = Business.objects.unscoped("test").get(id=town.first.business_id)
    page = f"/intervensi/{made.id}/"
    assert str(business.id) in text(client.get(f"{page}?usaha={business.name}"))
    for wrong in ([], ["x"]):
        client.post(f"{page}usaha/", {"usaha": wrong})
    assert not made.takers.exists()
    client.post(f"{page}usaha/", {"usaha": [str(business.id)]})
    assert made.takers.count() == 1
    assert business.name in text(client.get(page))


def test_before_beside_after_with_honest_words_and_doors(town, fair, taker):
    said(town, taker, "participant", "before", 2_000_000)
    page = text(town.client("head").get(f"/intervensi/{fair.id}/"))
    assert "belum ada yang lengkap" in page
    said(town, taker, "participant", "after", 3_000_000)
    client = town.client("office")
    page = text(client.get(f"/intervensi/{fair.id}/"))
    assert "Rp\u00a01.000.000" in page
    assert "tidak dapat disimpulkan" in page
    for door, there in (
        ("naik", True),
        ("turun", False),
        ("kurang", False),
        ("lengkap", True),
        ("cocok", False),
        ("tetap", False),
    ):
        listed = f"/intervensi/usaha/{taker.id}/" in text(client.get(f"/intervensi/{fair.id}/?omzet={door}"))
        assert listed is there, door


def test_an_owner_writes_it_on_a_phone_and_the_mentor_compares(town, taker):
    own, page = town.client("participant"), f"/intervensi/usaha/{taker.id}/"
    assert "Pameran Mei" in text(own.get("/intervensi/usaha/"))
    assert (
        own.post(f"{page}omzet/", {"sisi": "before", "month": "2026-04-01", "amount": "-5"}).status_code
        == 422
    )
    assert (
        own.post(f"{page}omzet/", {"sisi": "before", "month": "9999-12-31", "amount": "5"}).status_code == 422
    )
    own.post(f"{page}omzet/", {"sisi": "before", "month": "2026-04-01", "amount": "Rp 2.000.000"})
    own.post(f"{page}omzet/", {"sisi": "after", "month": "2026-06-01", "amount": "1.500.000"})
    shown = text(own.get(page))
    assert "Rp\u00a0500.000 lebih kecil" in shown
    assert "belum tentu karena" in shown
    figure = Turnover.objects.get(side="before")
    assert own.post(f"/intervensi/omzet/{figure.id}/cocokkan/", {"dengan": "book"}).status_code == 403
    mentor = town.client("ana")
    assert "Angkanya cocok" in text(mentor.get(page))
    mentor.post(f"/intervensi/omzet/{figure.id}/cocokkan/", {"dengan": "book"})
    figure.refresh_from_db()
    assert figure.paper == "book"
    assert "Buku catatan penjualan" in text(own.get(page))


@pytest.mark.parametrize(("who", "status"), [
    ("office", 200), ("head", 200), ("ana", 200), ("participant", 200), ("budi", 404), ("elsewhere", 404), ("panel", 403),
])  # fmt: skip
def test_who_sees_a_business_in_it(town, taker, who, status):
    assert town.client(who).get(f"/intervensi/usaha/{taker.id}/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 302), ("head", 403), ("ana", 403), ("participant", 403), ("elsewhere", 404)],
)
def test_who_takes_a_business_out(town, taker, who, status):
    answer = town.client(who).post(f"/intervensi/usaha/{taker.id}/keluarkan/", {"alasan": "Sakit"})
    assert answer.status_code == status
    assert Taker.objects.unscoped("test").filter(left_at=None).exists() is (who != "office")


def test_who_reaches_no_region_is_led_to_their_own_businesses(town, taker):
    assert town.client("ana").get("/intervensi/").url == "/intervensi/usaha/"
    assert town.client("ana").get(f"/intervensi/{taker.intervention_id}/").status_code == 404


def test_two_records_of_one_business_stand_once(town, fair, taker):
    from dampingi.records.interventions.merging import twice

    other = town.enrolments[1].business
    actions.add_takers(by=town.actor("office"), intervention=fair.id, businesses=[other.id])
    clashes = list(twice(taker.business, other))
    assert [c.row.business_id for c in clashes] == [other.id]
    assert clashes[0].values["left_reason"]


def test_turnover_of_businesses_elsewhere_is_counted_and_not_shown(town, fair, taker):
    """Whoever reaches the fair reads the rows of their own region; the figures are of all."""
    said(town, taker, "office", "before", 4_123_000)
    Taker.objects.unscoped("test").update(region="31.71")
    page = text(town.client("head").get(f"/intervensi/{fair.id}/"))
    assert "4.123.000" not in page
    assert f"/intervensi/usaha/{taker.id}/" not in page
    assert "1 usaha lain dari luar wilayah Anda" in page


def test_an_owner_is_asked_on_the_first_page_until_both_months_are_told(town, taker):
    door = f"/intervensi/usaha/{taker.id}/"
    for side in ("before", "after"):
        assert door in text(town.client("participant").get("/"))
        said(town, taker, "participant", side, 2_000_000)
    assert door not in text(town.client("participant").get("/"))
