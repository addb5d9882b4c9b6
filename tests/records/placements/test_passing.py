"""What a partner paid goes on to each owner, once, with a receipt; a wrong note is taken back."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.placements import actions
from dampingi.records.placements.models import PassedOn
from tests.records.placements.conftest import DAY, pieces


@pytest.fixture
def agreed(town, stocked):
    actions.report_sold(by=town.actor("partner"), placement=stocked.placement_id, told=pieces(stocked, 15))
    made = actions.settle(by=town.actor("office"), placement=stocked.placement_id)
    return actions.agree_to(by=town.actor("partner"), settlement=made.id)


@pytest.fixture
def paid(town, agreed):
    return actions.note_paid(by=town.actor("office"), settlement=agreed.id, on=DAY)


@pytest.fixture
def shop(stocked):
    return stocked.product.business_id


def address(paid, shop, end="terus"):
    return f"/titip-jual/perhitungan/{paid.id}/usaha/{shop}/{end}/"


def living():
    return PassedOn.objects.unscoped("test").filter(cancelled_at=None)


def test_the_owner_reads_that_it_was_passed_on(town, paid, shop):
    own = town.client("participant")
    assert "belum diteruskan" in own.get("/titip-jual-saya/").content.decode()
    assert (
        address(paid, shop)
        in town.client("office").get(f"/titip-jual/perhitungan/{paid.id}/").content.decode()
    )
    town.client("office").post(address(paid, shop), {"on": "2026-07-20", "receipt": "KW-7"})
    assert living().get().amount == paid.net
    page = own.get("/titip-jual-saya/").content.decode()
    assert "Sudah diteruskan" in page
    assert "KW-7" in page
    assert any("bukti nomor KW-7" in str(n) for n in Notice.objects.filter(user=town.users["participant"]))


def test_once_and_taken_back(town, paid, shop):
    client = town.client("office")
    for _twice in range(2):
        answer = client.post(address(paid, shop), {"on": "2026-07-20", "receipt": "KW-7"}, follow=True)
    assert "sudah dicatat diteruskan" in answer.content.decode()
    assert living().count() == 1
    client.post(address(paid, shop, "batal"))
    assert not living().exists()
    assert "sudah dibatalkan" in client.post(address(paid, shop, "batal"), follow=True).content.decode()
    client.post(address(paid, shop), {"on": "2026-07-20", "receipt": "KW-8"})
    assert living().get().receipt == "KW-8"


def test_not_before_the_partner_paid(town, agreed, shop):
    with pytest.raises(Conflict, match="belum membayar"):
        actions.pass_on(by=town.actor("office"), settlement=agreed.id, business=shop, on=DAY, receipt="KW-7")


@pytest.mark.parametrize(("change", "says"), [
    ({"on": datetime.date(2026, 7, 19)}, "Periksa tanggalnya"), ({"on": datetime.date.max}, "Periksa tanggalnya"),
    ({"receipt": " "}, "nomor kuitansi"), ({"receipt": "x" * 41}, "nomor kuitansi"),
])  # fmt: skip
def test_what_cannot_be(town, paid, shop, change, says):
    told = {"on": DAY, "receipt": "KW-7"} | change
    with pytest.raises(Refused, match=says):
        actions.pass_on(by=town.actor("office"), settlement=paid.id, business=shop, **told)


def test_only_the_office_notes_it_and_only_for_businesses_of_it(town, paid, shop):
    told = {"on": "2026-07-20", "receipt": "KW-7"}
    for who, status in (("partner", 403), ("participant", 403), ("ana", 403), ("elsewhere", 404)):
        assert town.client(who).post(address(paid, shop), told).status_code == status, who
    assert town.client("office").post(address(paid, town.enrolments[3].business_id), told).status_code == 404
    assert (
        "Diteruskan kepada usaha"
        not in town.client("partner").get(f"/titip-jual/perhitungan/{paid.id}/").content.decode()
    )
    assert not living().exists()
