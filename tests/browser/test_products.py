"""A product's way on phones: written, checked, photographed by students, put into a hotel, sold and settled. Five people, one after another."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.records.catalogue.conftest import drawn, folder
from tests.records.pacts.conftest import drafted, signed

from dampingi.records.catalogue.models import Product
from dampingi.records.partners import actions as partnering
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember
from dampingi.records.placements.models import Line, Settlement

__all__ = ["folder"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


@pytest.fixture
def partners(town):
    """`students` answer for the polytechnic, `keeper` for the hotel, with which an agreement is in force."""
    office, made = town.actor("office"), {}
    for who, name, kind in (
        ("students", "Politeknik Citra", "polytechnic"),
        ("keeper", "Hotel Pelangi", "hotel"),
    ):
        made[who] = partnering.register_partner(by=office, told=PartnerIntake(name, kind, "32.76"))
        partnering.let_in(by=office, partner=made[who].id, login=f"{who}@contoh.id", name=who)
        town.users[who] = PartnerMember.objects.get(partner=made[who]).user
    signed(town, drafted(town, made["keeper"]))
    return made


def picture(colour):
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": drawn(colour)}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def written(owner):
    owner.goto("/produk/baru/")
    owner.get_by_label("Nama produk").fill("Keripik pisang")
    owner.get_by_label("Jenis").select_option(index=1)
    owner.get_by_label("Harga").fill("15.000")
    owner.get_by_label("Untuk").fill("bungkus")
    assert fits(owner)
    press(owner, "Simpan")
    owner.get_by_label("Foto", exact=True).set_input_files(picture("brown"))
    press(owner, "Simpan foto")
    made = Product.objects.unscoped("test").get()
    owner.goto(f"/produk/{made.id}/setuju/show/")
    press(owner, "Saya setuju")
    owner.goto(f"/produk/{made.id}/")
    press(owner, "Ajukan")
    return made


def test_from_a_phone_to_the_catalogue_the_students_and_the_hotels_shelf(phone_of, town, partners):
    owner, office = phone_of("participant"), phone_of("office")
    made = written(owner)
    office.goto("/produk/?keadaan=waiting")
    office.get_by_role("link", name="Keripik pisang").click()
    press(office, "Tayangkan")
    owner.goto("/katalog/")
    expect(owner.get_by_role("link", name="Keripik pisang").first).to_be_visible()

    owner.goto(f"/produk/{made.id}/minta-foto/")
    owner.get_by_label("Diminta dari").select_option(label="Politeknik Citra")
    owner.get_by_label("Paling lambat").fill("2026-08-10")
    press(owner, "Kirim permintaan")
    students = phone_of("students")
    students.goto("/permintaan-saya/")
    students.get_by_role("link", name="Keripik pisang").click()
    students.get_by_label("Kelompok mahasiswa").fill("Kelas 3A")
    students.get_by_label("Tanggal memotret").fill("2026-07-27")
    students.get_by_label("Jam").fill("09:00")
    students.get_by_label("Tempat").fill("Studio")
    press(students, "Simpan jadwal")
    students.get_by_label("Foto", exact=True).set_input_files([picture("navy"), picture("olive")])
    press(students, "Unggah")
    assert fits(students)
    press(students, "Serahkan foto")
    owner.goto("/")
    owner.get_by_role("link", name="Pilih yang dipakai").click()
    owner.get_by_label("Pakai foto 2").uncheck()
    press(owner, "Setujui yang dipilih")
    owner.goto(f"/katalog/produk/{made.id}/")
    expect(owner.get_by_text("Kelas 3A, Politeknik Citra")).to_be_visible()

    office.goto("/titip-jual/baru/")
    office.get_by_label("Mitra", exact=True).select_option(label="Hotel Pelangi")
    office.get_by_label("Tempat memajang").fill("Rak di lobi")
    office.get_by_label("Bagian mitra, persen").fill("10")
    office.get_by_label("Mulai").fill("2026-07-20")
    press(office, "Simpan")
    office.get_by_role("link", name="Tambah produk").click()
    office.get_by_label("Produk", exact=True).select_option(index=1)
    office.get_by_label("Harga jual di sana").fill("18.000")
    press(office, "Simpan")
    office.get_by_role("link", name="Catat pengiriman").click()
    office.get_by_label("Keripik pisang").fill("20")
    press(office, "Simpan")
    assert fits(office)

    keeper = phone_of("keeper")
    keeper.goto("/permintaan-saya/")
    keeper.get_by_role("link", name="Rak di lobi").click()
    keeper.get_by_role("link", name="Catat terjual").click()
    keeper.get_by_label("Keripik pisang").fill("12")
    press(keeper, "Simpan")
    office.reload()
    press(office, "Buat perhitungan")
    keeper.reload()
    keeper.get_by_role("link", name="Nomor 1", exact=True).click()
    expect(keeper.get_by_text("Rp\u00a0194.400").first).to_be_visible()
    assert fits(keeper)
    press(keeper, "Setuju")
    settled = Settlement.objects.unscoped("test").get()
    office.goto(f"/titip-jual/perhitungan/{settled.id}/")
    press(office, "Catat lunas")
    expect(office.get_by_text("Lunas").first).to_be_visible()
    owner.goto("/titip-jual-saya/")
    expect(owner.get_by_text("Keripik pisang")).to_be_visible()
    assert Line.objects.unscoped("test").get().settled == 12
