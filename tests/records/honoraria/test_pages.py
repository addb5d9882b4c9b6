"""/honor/ and /honor-saya/."""

import io
import re

import openpyxl
import pytest

from dampingi.records.honoraria.models import BankAccount, RateEdition, TaxEdition
from tests.records.honoraria.conftest import BASIS, honoraria


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def one(rates, tax, account, approved):
    rates(), tax(), account(), approved()
    return honoraria()[0]


def test_from_the_list_to_paid(town, one):
    office = town.client("office")
    page = read(office, "/honor/")
    assert "Ana" in page
    assert "Rp\u00a0970.000" in page
    chosen = f"pilih={one.id}"
    assert "Nyatakan 1 benar" in read(office, f"/honor/periksa/?{chosen}")
    assert office.post("/honor/periksa/", {"chosen": chosen, "count": "1"}).status_code == 302
    assert "Catat 1 dibayar" in read(office, f"/honor/bayar/?{chosen}")
    paid = {"chosen": chosen, "count": "1", "on": "2026-07-20", "reference": "SP2D 9"}
    assert office.post("/honor/bayar/", paid).status_code == 302
    assert honoraria()[0].state == "paid"
    assert "Tidak ada yang dapat dibayar" in office.post("/honor/bayar/", paid).content.decode()
    own = read(town.client("ana"), "/honor-saya/")
    assert "SP2D 9" in own
    assert "Rp\u00a0970.000" in own


def test_the_figures_open_their_rows(town, one):
    office = town.client("office")
    page = read(office, "/honor/")
    for door in re.findall(r'class="figure-link" href="(/honor/\?[^"]+)"', page):
        found = read(office, door.replace("&amp;", "&"))
        state = re.search(r"keadaan=(\w+)", door)[1]
        assert re.search(r"<strong>(\d+)</strong> honorarium", found)[1] == ("1" if state == "draft" else "0")


def test_what_changed_in_between_is_not_paid_unseen(town, one):
    answer = town.client("office").post("/honor/periksa/", {"chosen": f"pilih={one.id}", "count": "2"})
    assert answer.status_code == 409
    assert honoraria()[0].state == "draft"


def test_how_it_was_computed_is_told_in_words(town, one):
    for persona in ("office", "ana", "head", "inspector"):
        page = read(town.client(persona), f"/honor/{one.id}/")
        assert "dasar 50% dari kotor" in page, persona
        assert "ditambah 20% karena tanpa NPWP" in page, persona
        assert BASIS in page, persona


@pytest.mark.parametrize(
    ("persona", "right"),
    [("office", 200), ("head", 200), ("ana", 200), ("budi", 404), ("camat", 404), ("coordinator", 403), ("elsewhere", 404), ("participant", 403)],
)  # fmt: skip
def test_who_sees_anas_honorarium(town, one, persona, right):
    assert town.client(persona).get(f"/honor/{one.id}/").status_code == right


def test_a_mentor_is_led_to_their_own(town, one):
    assert town.client("ana").get("/honor/")["Location"] == "/honor-saya/"
    assert "Rp\u00a0970.000" not in read(town.client("budi"), "/honor-saya/")


def test_a_mentor_enters_an_account_and_another_checks_it(town):
    ana, office = town.client("ana"), town.client("office")
    said = {"bank": "110", "number": "9912 3456 78", "holder": "Ana", "npwp": ""}
    assert ana.post("/honor-saya/", said | {"number": "12"}).status_code == 422
    assert ana.post("/honor-saya/", said).status_code == 302
    found = BankAccount.objects.unscoped("test").get()
    for page in ("/honor-saya/",):
        assert "9912345678" not in read(ana, page)
    address = f"/honor/rekening/{found.id}/"
    page = read(office, address)
    assert "5678" in page
    assert "9912345678" not in page
    assert office.post(f"{address}buka/", {"reason": "x"}).status_code == 422
    opened = office.post(f"{address}buka/", {"reason": "Mencocokkan buku tabungan"})
    assert "9912345678" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert office.post(address, {"decision": "check"}).status_code == 302
    assert "Sudah diperiksa" in read(ana, "/honor-saya/")


def test_no_export_holds_an_account_number(town, one):
    office = town.client("office")
    for address in ("/honor/?unduh=xlsx", "/honor/rekening/?unduh=xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(office.get(address).content))
        told = str([list(s.values) for s in book.worksheets])
        assert "Ana" in told
        assert "9912345678" not in told


def test_rates_are_published_from_the_form(town):
    office = town.client("office")
    said = {
        "starts_on": "2026-06-15",
        "basis": BASIS,
        "amount-kelurahan-month": "Rp 1.250.000",
        "cap-kelurahan-month": "",
    }
    said |= {"amount-kelurahan-visit": "15.000", "cap-kelurahan-visit": "30"}
    assert office.post("/honor/tarif/", said).status_code == 302
    made = RateEdition.objects.get()
    assert made.starts_on.day == 1
    assert {(r["per"], r["amount"], r["cap"]) for r in made.body} == {
        ("month", 1_250_000, None),
        ("visit", 15_000, 30),
    }
    assert office.post("/honor/tarif/", {"starts_on": "2026-06-15", "basis": BASIS}).status_code == 422
    assert office.post("/honor/tarif/", said | {"amount-kelurahan-month": "9" * 30}).status_code == 422
    assert town.client("ana").post("/honor/tarif/", said).status_code == 403


def test_a_tax_table_is_published_from_the_form(town):
    office = town.client("office")
    assert "Contoh, belum berlaku" in read(office, "/honor/pajak/")
    said = {
        "starts_on": "2026-06-01",
        "name": "PPh 21",
        "legal_basis": BASIS,
        "base": "50",
        "step": "1000",
        "surcharge": "20",
    }
    said |= {"upto-0": "60.000.000", "share-0": "5", "upto-1": "", "share-1": "15"}
    assert office.post("/honor/pajak/", said).status_code == 302
    made = TaxEdition.objects.unscoped("test").get()
    assert made.body == {
        "base": 5_000, "step": 1_000, "surcharge": 2_000,
        "brackets": [{"upto": 60_000_000, "share": 500}, {"upto": None, "share": 1_500}],
    }  # fmt: skip
    wrong = office.post("/honor/pajak/", said | {"upto-1": "50.000.000"})
    assert wrong.status_code == 422
    assert "naik berurutan" in wrong.content.decode()


def test_reports_without_rates_are_told_and_made_afterwards(town, rates, approved):
    approved()
    office = town.client("office")
    assert "Laporan disetujui tanpa honorarium" in read(office, "/honor/")
    assert office.post("/honor/susulan/").status_code == 422
    rates()
    assert office.post("/honor/susulan/").status_code == 302
    assert len(honoraria()) == 1


def test_sent_back_and_counted_again_on_the_page(town, one):
    office, address = town.client("office"), f"/honor/{one.id}/"
    assert office.post(f"{address}kembalikan/", {"reason": ""}).status_code == 422
    assert office.post(f"{address}kembalikan/", {"reason": "Rapat belum cocok"}).status_code == 302
    assert "Rapat belum cocok" in read(town.client("ana"), "/honor-saya/")
    assert office.post(f"{address}hitung/").status_code == 302
    assert honoraria()[0].attempt == 2
