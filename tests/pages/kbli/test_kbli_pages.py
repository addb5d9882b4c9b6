import pytest

from dampingi.records.businesses.models import Business


@pytest.fixture
def coded(town):
    """The first business sells food from a cart by its 2020 code, the second is a 2025 one, the third kept its meaning."""
    told = {"Warung 0": ("56102", "2020"), "Warung 1": ("56102", "2025"), "Warung 2": ("47241", "2020")}
    for name, (code, edition) in told.items():
        rows = Business.objects.unscoped("test").filter(name=name)
        rows.update(kbli=code, kbli_edition=edition)


def page(town, who, address, status=200):
    answer = town.client(who).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_everyday_words_find_codes_with_what_became_of_them(town, july):
    shown = page(town, "participant", "/kbli/?cari=jual+gorengan")
    assert "/kbli/2020/56104/" in shown
    assert "Tidak ada di 2025" in shown


def test_what_is_not_there_says_how_to_go_on(town, july):
    assert "109 kode" in page(town, "office", "/kbli/?cari=zzzz")
    assert "<script>" not in page(town, "office", "/kbli/?cari=%3Cscript%3E")


def test_a_code_tells_both_meanings_and_who_uses_it(town, coded, july):
    shown = page(town, "office", "/kbli/2020/56102/")
    assert "Rumah/Warung Makan" in shown
    assert "AKTIVITAS PENYEDIAAN MAKANAN DI BANGUNAN TIDAK TETAP" in shown
    assert "Artinya berubah di 2025" in shown
    assert "Warung 0" in shown
    assert "Warung 1" not in shown, "the same digits of another edition are another code"
    assert "/kbli/2025/56101/" in shown, "its group in 2025 is offered to choose from"
    assert "/kbli/2025/47241/" not in shown
    assert "Warung 1" in page(town, "office", "/kbli/2025/56102/")


@pytest.mark.parametrize(
    "address", ["/kbli/2020/99999/", "/kbli/2017/56102/", "/kbli/2025/10391/", "/kbli/x/y/"]
)
def test_a_code_that_is_not_there_is_told(town, july, address):
    page(town, "office", address, status=404)


def test_those_whose_code_changed_its_meaning_are_listed(town, coded, july):
    shown = page(town, "office", "/kbli/tinjau/")
    assert "Warung 0" in shown
    assert "Warung 1" not in shown
    assert "Warung 2" not in shown
    assert "Warung 0" not in page(town, "office", "/kbli/tinjau/?perubahan=absent")


def test_no_change_of_all_is_offered_where_all_would_be_the_whole_register(town, coded, july):
    """A change of all that match is of the register's own filters, which know nothing of a code."""
    for path in ("/kbli/tinjau/", "/kbli/2020/56103/"):
        assert "/usaha/ubah/" not in page(town, "office", path)


def test_examples_in_everyday_words_are_one_press_away(town, july):
    assert 'href="?cari=jual%20gorengan&amp;edisi=2020"' in page(town, "office", "/kbli/") or (
        'href="?cari=jual%20gorengan&edisi=2020"' in page(town, "office", "/kbli/")
    )


def test_a_businesss_page_tells_title_edition_and_change(town, coded, july):
    business = Business.objects.unscoped("test").get(name="Warung 0")
    shown = page(town, "office", f"/usaha/{business.id}/")
    assert (
        '<a href="/kbli/2020/56102/">56102 (2020)</a> Rumah/Warung Makan · Artinya berubah di 2025' in shown
    )


def test_the_form_offers_the_common_codes_without_a_script(town, july):
    shown = page(town, "office", "/usaha/baru/")
    assert 'list="kbli-umum"' in shown
    assert '<option value="56102">Rumah/Warung Makan</option>' in shown


@pytest.mark.parametrize(("who", "status"), [("stranger", 302), ("head", 403), ("elsewhere", 200)])
def test_who_reviews(town, coded, july, who, status):
    shown = page(town, who, "/kbli/tinjau/", status)
    assert "Warung 0" not in shown
