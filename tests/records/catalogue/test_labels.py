"""The creative economy's label, given by the office that answers for it."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.catalogue import labels
from dampingi.records.catalogue.models import LabelRequest
from dampingi.records.partners import actions as partnering
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember


@pytest.fixture
def youth(town, july):
    """Its person is `partner`; another office's is `rival`."""
    office, made = town.actor("office"), {}
    for who, name in (("partner", "Dinas Pemuda"), ("rival", "Dinas Pendidikan")):
        made[who] = partnering.register_partner(by=office, told=PartnerIntake(name, "government", "32.76"))
        partnering.let_in(by=office, partner=made[who].id, login=f"{who}@contoh.id", name=who)
        town.users[who] = PartnerMember.objects.get(partner=made[who]).user
    return made["partner"]


@pytest.fixture
def asked(town, shown, youth):
    return labels.ask_for_label(by=town.actor("office"), product=shown.id, partner=youth.id)


def test_asked_on_the_products_page_and_answered_on_the_partners(town, shown, youth):
    office, partner = town.client("office"), town.client("partner")
    assert "Dinas Pemuda" in office.get(f"/produk/{shown.id}/ekraf/").content.decode()
    office.post(f"/produk/{shown.id}/ekraf/minta/", {"mitra": "x"})
    assert not LabelRequest.objects.unscoped("test").exists()
    office.post(f"/produk/{shown.id}/ekraf/minta/", {"mitra": str(youth.id)})
    made = LabelRequest.objects.unscoped("test").get()
    assert "Keripik singkong" in partner.get("/permintaan-saya/", follow=True).content.decode()
    address = f"/label-ekraf/{made.id}/"
    assert "Keripik singkong" in partner.get(address).content.decode()
    assert partner.post(address, {"subsector": "", "reason": " "}).status_code == 422
    assert partner.post(address, {"subsector": "culinary"}).status_code == 302
    shown.refresh_from_db()
    assert (shown.creative, shown.creative_by) == ("culinary", "Dinas Pemuda")
    assert "Dinas Pemuda" in town.client("stranger").get(f"/katalog/produk/{shown.id}/").content.decode()
    assert Notice.objects.filter(user=town.users["participant"], text=labels.ANSWERED).count() == 1
    assert partner.post(address, {"subsector": "craft"}).status_code == 422


def test_none_is_an_answer_with_its_reason_and_leaves_the_label(town, shown, asked):
    labels.answer_label(by=town.actor("partner"), request=asked.id, subsector="", reason="Olahan curah")
    shown.refresh_from_db()
    assert shown.creative == ""
    with pytest.raises(Conflict, match="sudah dijawab"):
        labels.answer_label(by=town.actor("partner"), request=asked.id, subsector="culinary")


@pytest.mark.parametrize(
    ("who", "status"), [("partner", 200), ("rival", 404), ("office", 403), ("participant", 403), ("ana", 403)]
)
def test_only_the_one_asked_reads_and_answers_it(town, asked, who, status):
    client = town.client(who)
    assert client.get(f"/label-ekraf/{asked.id}/").status_code == status
    if status != 200:
        assert client.post(f"/label-ekraf/{asked.id}/", {"subsector": "culinary"}).status_code == status


def test_asked_once_at_a_time_of_whom_it_concerns_and_of_what_is_shown(town, asked, youth, shown):
    office = town.actor("office")
    with pytest.raises(Conflict, match="sedang diminta"):
        labels.ask_for_label(by=office, product=shown.id, partner=youth.id)
    labels.answer_label(by=town.actor("partner"), request=asked.id, subsector="culinary")
    hotel = partnering.register_partner(by=office, told=PartnerIntake("Hotel", "hotel", "32.76"))
    with pytest.raises(Refused, match="dari daftar"):
        labels.ask_for_label(by=office, product=shown.id, partner=hotel.id)
    with pytest.raises(Refused, match="dari daftar"):
        labels.answer_label(
            by=town.actor("partner"), subsector="x",
            request=labels.ask_for_label(by=office, product=shown.id, partner=youth.id).id,
        )  # fmt: skip


def test_what_nobody_sees_yet_is_not_asked(town, waiting, youth):
    with pytest.raises(Refused, match="Tayangkan dahulu"):
        labels.ask_for_label(by=town.actor("office"), product=waiting.id, partner=youth.id)
