"""A message is opened in WhatsApp; only the press on "Sudah terkirim" records it."""

import pytest
from playwright.sync_api import expect

from dampingi.records.businesses.models import Person
from dampingi.records.contacts.models import Attempt

pytestmark = pytest.mark.browser


def test_one_tap_after_whatsapp_records_the_attempt_and_nothing_without(phone_of, town):
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6289900001234")
    ana = phone_of("ana")
    opened = []
    ana.context.route("https://wa.me/**", lambda route: (opened.append(route.request.url), route.abort()))
    ana.goto(f"/peserta/{town.first.id}/")
    sent = ana.get_by_role("button", name="Sudah terkirim")
    expect(sent).to_be_hidden()
    ana.get_by_role("link", name="WhatsApp").click()
    expect(sent).to_be_visible()
    assert not Attempt.objects.unscoped("test").exists()
    sent.click()
    expect(ana.get_by_text("pesan kepada Warga 0 terkirim")).to_be_visible()
    assert opened[0].startswith("https://wa.me/6289900001234")
    assert Attempt.objects.unscoped("test").get().by_name == "Ana"
