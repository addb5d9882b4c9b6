"""The papers of a month: frozen, adding up, genuine, and the list for the bank."""

import io

import openpyxl
import pytest
from pypdf import PdfReader

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.honoraria.actions import bank_list, make_bundle, print_bundle
from dampingi.outcomes.honoraria.content import recap_of
from dampingi.outcomes.honoraria.models import Bundle
from dampingi.records.honoraria.actions import check_many, pay
from tests.records.honoraria.conftest import honoraria
from tests.records.honoraria.test_life import ON
from tests.records.mentoring.test_reports import JUNE

NUMBER, NPWP = "9912345678", "001234567890123"


@pytest.fixture(autouse=True)
def _files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ready(town, rates, tax, account, approved):
    rates(), tax(), account(npwp=NPWP), approved()
    check_many(by=town.actor("office"), honoraria=[h.id for h in honoraria()])
    return honoraria()[0]


def bundle(town, by="office") -> Bundle:
    return make_bundle(by=town.actor(by), programme=town.programme, month=JUNE)


def text(made: Bundle) -> str:
    body = print_bundle(bundle=made).file.read()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


def test_the_papers_tell_attendance_recap_tax_and_account_and_hide_the_number(town, ready):
    told = text(bundle(town)).replace("\u00a0", " ")
    for words in (
        "Daftar hadir",
        "Rekap per kecamatan",
        "Daftar pajak",
        "Daftar pembayaran",
        "Ana",
        "Rp 1.000.000",
        "Rp 25.000",
        "Rp 975.000",
        "5678",
    ):
        assert words in told, words
    assert NUMBER not in told
    assert NPWP not in told


def test_the_sums_are_the_sums_of_the_lines(town, ready):
    content = bundle(town).content
    for name in ("gross", "tax", "net", "due"):
        assert (
            content["sums"][name]
            == sum(r[name] for r in content["rows"])
            == sum(p[name] for p in content["recap"])
        )


def test_a_recap_leaves_nobody_out():
    row = {"gross": 5, "tax": 1, "net": 4, "due": 4}
    rows = [
        {"district": "A", "place": "x"} | row,
        {"district": "", "place": "Kota"} | row,
        {"district": "A", "place": "y"} | row,
    ]
    assert [(p["district"], p["count"], p["due"]) for p in recap_of(rows)] == [("A", 2, 8), ("Kota", 1, 4)]


def test_made_again_it_is_the_same_until_something_changed(town, ready):
    first = bundle(town)
    assert bundle(town).id == first.id
    pay(by=town.actor("office"), honoraria=[ready.id], on=ON, reference="SP2D 1")
    second = bundle(town)
    assert (second.number, Bundle.objects.unscoped("test").get(id=first.id).content["rows"][0]["paid"]) == (
        2,
        "",
    )
    assert second.content["rows"][0]["paid"] == "20 Jul 2026"


def test_printed_once_and_kept_and_refused_when_tampered_with(town, ready):
    made = bundle(town)
    assert print_bundle(bundle=made).id == print_bundle(bundle=made).id
    Printing.objects.all().delete()
    made.content["rows"][0]["due"] += 1
    with pytest.raises(Denied, match="tidak lagi sama"):
        print_bundle(bundle=made)


def test_nothing_checked_makes_no_papers(town, rates, approved):
    rates(), approved()
    with pytest.raises(Refused, match="diperiksa"):
        bundle(town)


@pytest.mark.parametrize("persona", ["ana", "camat", "head", "coordinator", "elsewhere"])
def test_only_who_manages_honoraria_makes_them_and_the_list_for_the_bank(town, ready, persona):
    made = bundle(town)
    with pytest.raises(Denied):
        bundle(town, by=persona)
    with pytest.raises(Denied):
        bank_list(by=town.actor(persona), bundle=made, reason="Ingin melihat saja")


def test_the_list_for_the_bank_holds_the_numbers_as_text_and_its_making_is_logged(town, ready):
    body = bank_list(by=town.actor("office"), bundle=bundle(town), reason="Pembayaran honorarium Juni")
    payments, taxes = openpyxl.load_workbook(io.BytesIO(body)).worksheets
    assert [c.value for c in payments[2]][1:5] == ["110", NUMBER, "Ana", 975_000]
    assert [c.value for c in taxes[2]][1:] == ["Ana", NPWP, 1_000_000, 500_000, 25_000]
    event = AuditEvent.objects.get(action="export_bank_list")
    assert event.reason == "Pembayaran honorarium Juni"
    assert NUMBER not in str(vars(event))
    assert not Printing.objects.filter(format="xlsx").exists(), "kept nowhere"


def test_pages(town, ready):
    office = town.client("office")
    made = office.post("/honor/berkas/", {"month": "2026-06-01"})
    address = made["Location"]
    page = office.get(address).content.decode()
    assert "Rp\u00a0975.000" in page
    assert NUMBER not in page
    assert office.get(f"{address}berkas.pdf")["Content-Type"] == "application/pdf"
    assert office.post(f"{address}bank.xlsx", {"reason": "x"}).status_code == 422
    answer = office.post(f"{address}bank.xlsx", {"reason": "Pembayaran honorarium Juni"})
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert office.post("/honor/berkas/", {"month": "2031-01-01"}).status_code in (200, 422)
    assert town.client("head").get(address).status_code == 200
    assert town.client("head").post("/honor/berkas/", {"month": "2026-06-01"}).status_code == 403
    assert town.client("ana").get(address).status_code == 404
    assert town.client("elsewhere").get(address).status_code == 404
