"""A stall's way on phones: wanted, shared out, swapped, stood at, and its sales noted in two answers until the office reads the figure."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, WEEK, join, opened, shop, turns

from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions
from dampingi.records.markets.models import Swap

__all__ = ["shop"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def wanted(owner, shop):
    owner.goto("/lapak-saya/")
    owner.get_by_label("Yang dijual").select_option(label="Kerajinan")
    owner.get_by_label("Sabtu").check()
    assert fits(owner)
    press(owner, "Daftar")


def shared_out(office):
    office.goto("/pasar/jadwal/baru/")
    office.get_by_label("Dari").fill(f"{SATURDAY}")
    office.get_by_label("Sampai").fill(f"{SATURDAY + WEEK}")
    press(office, "Hitung pembagian")
    expect(office.get_by_text("Terbukti terbaik")).to_be_visible()
    press(office, "Terbitkan")


def test_from_a_wish_to_the_figure(phone_of, town, shop):
    point = opened(stalls=1)
    Business.objects.unscoped("test").filter(id=shop).update(nib="1234567890123")
    join(town, 1)
    owner, mentor, office = phone_of("participant"), phone_of("ana"), phone_of("office")
    wanted(owner, shop)
    mentor.goto(f"/lapak-saya/?usaha={shop}")
    press(mentor, "Foto produknya sudah saya lihat")
    shared_out(office)
    assert fits(office)
    mine, other = turns(business=shop)[0], turns(business=town.enrolments[1].business_id)[0]

    owner.goto("/lapak-saya/")
    owner.get_by_text("Tukar dengan usaha lain").click()
    press(owner, "Minta tukar")
    expect(owner.get_by_text("Menunggu jawaban tukar lapak")).to_be_visible()
    actions.answer_swap(by=SYSTEM, swap=Swap.objects.unscoped("test").get().id, accept=True)
    owner.reload()
    now = turns(business=shop, state="given")[0]
    assert now.day == other.day != mine.day
    assert fits(owner)

    noon = datetime.datetime.combine(now.day, datetime.time(5), datetime.UTC)
    with time_machine.travel(noon, tick=True):
        office, owner = phone_of("office"), phone_of("participant")
        office.goto(f"/pasar/titik/{point.id}/hari/?hari={now.day}")
        office.get_by_role("button", name="Hadir", exact=True).first.click()
        expect(office.get_by_text("1 hadir dari 1")).to_be_visible()
        owner.goto("/lapak-saya/")
        owner.get_by_label("Penjualan hari ini").first.fill("350.000")
        owner.get_by_label("Paling laku").first.fill("Anyaman")
        press(owner, "Simpan penjualan")
        expect(owner.get_by_text("Penjualan tercatat.")).to_be_visible()
        assert fits(owner)
    with time_machine.travel(noon + datetime.timedelta(days=1), tick=True):
        office = phone_of("office")
        office.goto("/pasar/")
        expect(office.get_by_text("Rp\u00a0350.000").first).to_be_visible()
