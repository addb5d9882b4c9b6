"""A business is registered on a phone whose browser lost the half-filled form; two people edit it at once."""

import re

import pytest
from playwright.sync_api import expect

from dampingi.records.businesses.models import Business

pytestmark = pytest.mark.browser


def test_a_form_lost_half_way_comes_back_and_is_sent(phone_of):
    page = phone_of("office")
    page.goto("/usaha/baru/")
    page.get_by_label("Nama usaha").fill("Dapur Lestari")
    page.get_by_label("Produk atau jasa").fill("abon lele")
    page.get_by_label("Kelurahan atau desa").fill("Curug")
    expect(page.locator("#calon-wilayah input")).to_have_count(2)
    page.reload()  # the battery, a call, a wrong tap

    expect(page.get_by_text("Isian Anda yang belum terkirim dikembalikan.")).to_be_visible()
    expect(page.get_by_label("Nama usaha")).to_have_value("Dapur Lestari")
    choices = page.locator("#calon-wilayah label")
    expect(choices).to_have_count(2)  # asked again for the name that came back
    choices.nth(1).click()
    page.get_by_label("Nama pemilik").fill("Ibu Warga")
    expect(page.locator("#calon-pemilik label", has_text="Warga 0")).to_be_visible()
    page.get_by_label("Nama pemilik").fill("Lestari Wulan")
    expect(page.locator("#calon-pemilik label")).to_have_count(0)
    page.get_by_text("Tambah keterangan, boleh menyusul").click()
    page.get_by_role("button", name="Pakai posisi saya sekarang").click()
    expect(page.get_by_label("Lintang")).to_have_value("-6.402511")
    page.get_by_role("button", name="Daftarkan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Dapur Lestari")
    assert page.evaluate("localStorage.getItem('draf:usaha-baru')") is None
    made = Business.objects.unscoped("test").select_related("owner").get(name="Dapur Lestari")
    assert (made.owner.name, str(made.latitude)) == ("Lestari Wulan", "-6.402511")
    assert re.fullmatch(r"32\.76\.\d\d\.\d{4}", made.region)


def test_two_people_at_once_are_asked_which_is_right(phone_of, town):
    address = f"/usaha/{town.first.business_id}/ubah/"
    office, ana = phone_of("office"), phone_of("ana")
    office.goto(address)
    ana.goto(address)
    ana.get_by_label("Produk atau jasa").fill("abon")
    ana.get_by_role("button", name="Simpan perubahan").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Warung 0")
    office.get_by_label("Produk atau jasa").fill("sambal")
    office.get_by_role("button", name="Simpan perubahan").click()
    expect(office.get_by_text("Orang lain baru saja mengubah kolom yang sama")).to_be_visible()
    assert office.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    office.locator(".overlap label", has_text="abon").click()
    office.locator(".overlap label", has_text="sambal").click()  # theirs, no, mine after all
    office.get_by_role("button", name="Simpan perubahan").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Warung 0")
    town.first.business.refresh_from_db()
    assert town.first.business.product == "sambal"
