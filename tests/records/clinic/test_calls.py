"""Owners without an account hear of their place from a person: who, at which number, with which words."""

import pytest

from dampingi.records.businesses.models import Business, Person
from dampingi.records.clinic.actions import book, cancel_bookings
from dampingi.records.clinic.queries import to_call
from tests.records.clinic.test_actions import LATER, TODAY
from tests.records.clinic.test_places import opened, other, press

pytestmark = pytest.mark.usefixtures("july")
PAGE = "/klinik/hubungi/"


def shop_of(town, n, phone="+6281234567890"):
    Person.objects.unscoped("test").filter(id=town.enrolments[n].person_id).update(phone=phone)
    id = other(town, n)
    Business.objects.unscoped("test").filter(id=id).update(owner=town.enrolments[n].person_id)
    return id


def text(answer):
    return answer.content.decode()


def test_who_has_an_account_is_told_by_a_notice_and_not_called(town, shop):
    made = opened(capacity=3)
    press(town, shop, made)
    without = press(town, shop_of(town, 1), made, "office")
    assert [b.id for b in to_call(town.actor("office"), TODAY)] == [without.id]


def test_the_words_name_day_and_place_and_open_in_whatsapp(town, shop):
    press(town, shop_of(town, 1), opened(), "office")
    page = text(town.client("office").get(PAGE))
    assert "0812-3456-7890" in page
    assert "https://wa.me/6281234567890?text=Yth." in page
    assert "23%20Juli%202026%20pukul%2009.00" in page
    assert PAGE in text(town.client("office").get("/klinik/"))
    sheet = town.client("office").get(f"{PAGE}?unduh=xlsx")
    assert sheet.status_code == 200


def test_called_off_stays_until_its_day_is_over_or_it_is_booked_again(town, shop):
    made, actor = opened(), town.actor("office")
    held = press(town, shop_of(town, 1), made, "office")
    cancel_bookings(by=actor, bookings=[held.id], today=TODAY)
    assert [b.state for b in to_call(actor, TODAY)] == ["cancelled"]
    assert not to_call(actor, LATER).exists()
    book(by=actor, businesses=[held.business_id], field="pembiayaan", today=TODAY)
    assert [b.state for b in to_call(actor, TODAY)] == ["booked"]


def test_filters_and_numbers_only_for_who_may_read_them(town, shop):
    press(town, shop_of(town, 1, phone=""), opened(), "office")
    client = town.client("office")
    assert client.get(f"{PAGE}?telepon=ada").context["listing"].count == 0
    assert client.get(f"{PAGE}?telepon=tidak&keadaan=booked").context["listing"].count == 1
    assert client.get(f"{PAGE}?keadaan=waiting").context["listing"].count == 0
    shop_of(town, 1)
    for who in ("inspector", "head"):
        assert "0812-3456-7890" not in text(town.client(who).get(PAGE)), who
    assert "wa.me" not in text(town.client("inspector").get(PAGE))
    assert "0812-3456-7890" in text(town.client("ana").get(PAGE)), "their own participant"
    assert town.client("budi").get(PAGE).context["listing"].count == 0
    for who, status in {"elsewhere": 200, "participant": 403, "stranger": 302}.items():
        assert town.client(who).get(PAGE).status_code == status, who
    assert town.client("elsewhere").get(PAGE).context["listing"].count == 0
