"""The PDF and the workbook say what the snapshot says, to the byte the same each time."""

import copy
import io
from decimal import Decimal

import openpyxl
import pytest
from pypdf import PdfReader

from dampingi.outcomes.documents.typesetting import typeset
from dampingi.outcomes.reports.composing import compose
from dampingi.outcomes.reports.ledger import Ledger
from dampingi.outcomes.reports.paper import layout
from dampingi.outcomes.reports.words import fraction, state_words, written
from dampingi.outcomes.reports.workbook import workbook
from tests.outcomes.reports.conftest import MADE, framed
from tests.outcomes.reports.material import made

CODE = "3f0a91c277de0b14"


@pytest.fixture(scope="module")
def printed(data, sha256, tmp_path_factory) -> bytes:
    out = tmp_path_factory.mktemp("paper") / "report.pdf"
    return typeset(
        "city_report.typ", layout(data, code=CODE, sha256=sha256), made_at=MADE, out=out
    ).read_bytes()


@pytest.fixture(scope="module")
def pages(printed) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed)).pages]


@pytest.fixture(scope="module")
def book(data, sha256):
    return openpyxl.load_workbook(io.BytesIO(workbook(data, code=CODE, sha256=sha256)))


def test_it_is_archivable_accessible_and_tagged(printed):
    assert b"<pdfaid:part>2<" in printed
    assert b"<pdfaid:conformance>A<" in printed
    assert b"<pdfuaid:part>1<" in printed
    root = PdfReader(io.BytesIO(printed)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_every_figure_of_the_snapshot_stands_in_the_annex(pages, data):
    annex = "".join(pages[next(i for i, p in enumerate(pages) if "Lampiran B" in p) :]).replace(" ", "")
    ledger = Ledger.from_json(data["figures"])
    missing = [f.no for f in ledger.figures if written(f).replace("\u00a0", "") not in annex]
    assert not missing
    assert fraction(ledger[1]).replace(" ", "") in annex


def test_the_head_gets_one_page(pages):
    assert "Ringkasan" in pages[1]
    assert "Program dalam angka" in pages[1]
    assert "Per kecamatan" in pages[2]


def test_the_cover_shows_the_headline_with_what_was_found_again(pages, data):
    ledger = Ledger.from_json(data["figures"])
    assert written(ledger[data["headline"]["recorded"]]) in pages[0]
    assert written(ledger[data["headline"]["corrected"]]) in pages[0]


def test_it_says_who_signs_and_how_to_check_it(pages, sha256):
    signed = next(p for p in pages if "Pengesahan" in p)
    assert "19700101 199503 2 001" in signed
    assert "3f0a-91c2-77de-0b14" in signed
    assert sha256 in signed.replace(" ", "")


def test_each_number_on_paper_leads_to_its_rows(printed):
    reader = PdfReader(io.BytesIO(printed))
    links = {
        str(a["/A"]["/URI"])
        for page in reader.pages
        for a in (ref.get_object() for ref in page.get("/Annots", []))
        if "/A" in a and "/URI" in a["/A"]
    }
    assert f"https://dampingi.example/laporan/{CODE}/angka/1/" in links
    assert f"https://dampingi.example/verifikasi/{CODE}/" in links
    assert len(links) > 300


def test_the_same_snapshot_gives_the_same_bytes(printed, data, sha256, tmp_path):
    told = layout(copy.deepcopy(data), code=CODE, sha256=sha256)
    assert typeset("city_report.typ", told, made_at=MADE, out=tmp_path / "again.pdf").read_bytes() == printed
    assert workbook(data, code=CODE, sha256=sha256) == workbook(copy.deepcopy(data), code=CODE, sha256=sha256)


def test_another_figure_gives_another_paper(printed, data, sha256, tmp_path):
    changed = copy.deepcopy(data)
    changed["figures"][0]["value"] = "0.123"
    told = layout(changed, code=CODE, sha256=sha256)
    assert typeset("city_report.typ", told, made_at=MADE, out=tmp_path / "other.pdf").read_bytes() != printed


@pytest.mark.parametrize("kind", ["no evaluation", "no targets", "empty"])
def test_a_thin_report_can_be_printed_too(kind, tmp_path):
    material = made(evaluated=kind != "no evaluation", targets=kind == "no evaluation")
    told = framed(material)
    if kind == "empty":
        told |= {"slips": [], "recommendations": [], "cards": []}
        told["stages"] = told["stages"] | {"rows": [], "districts": {"columns": [], "rows": []}}
        told["constraints"] = told["constraints"] | {"rows": [], "tiles": [], "groups": [], "common": []}
        told["trend"] = told["trend"] | {"points": []}
        told["districts"] = told["districts"] | {
            "funnel": None,
            "ranked": told["districts"]["ranked"] | {"rows": []},
        }
    out = typeset(
        "city_report.typ", layout(told, code=CODE, sha256="0" * 64), made_at=MADE, out=tmp_path / "thin.pdf"
    )
    assert len(PdfReader(out).pages) >= 6


def test_the_workbook_holds_every_figure_with_its_parts(book, data):
    sheet = book["Semua angka"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    ledger = Ledger.from_json(data["figures"])
    assert set(rows) == {f.no for f in ledger.figures}
    for f in ledger.figures:
        told = rows[f.no]
        assert told[1] == f.name
        assert (told[5], told[6]) == (f.numerator, f.denominator)
        assert (told[3] is None) == (f.value is None)
        assert f.value is None or abs(Decimal(str(told[3])) - Decimal(f.value)) < Decimal("0.000001")


def test_the_workbook_has_a_sheet_per_section_and_the_definitions(book, data):
    assert {
        "Tentang",
        "Ringkasan",
        "Per kecamatan",
        "Tahap",
        "Kendala",
        "Pendamping",
        "Rekomendasi",
        "Definisi",
    } <= set(book.sheetnames)
    names = [row[1] for row in book["Definisi"].iter_rows(min_row=2, values_only=True)]
    assert names == [d["name"] for d in data["definitions"]]


def test_a_table_on_paper_is_a_table_in_the_workbook(book, data):
    ledger = Ledger.from_json(data["figures"])
    rows = list(book["Tabel kecamatan"].iter_rows(min_row=2, values_only=True))
    assert [r[0] for r in rows] == [r["name"] for r in data["districts"]["rows"]] + ["Kota Contoh"]
    for told, row in zip(data["districts"]["rows"], rows, strict=False):
        assert row[1] == int(ledger[told["figures"][0]].value)
        assert row[2] == pytest.approx(float(ledger[told["figures"][1]].value))


def test_text_in_the_workbook_never_becomes_a_formula(data, sha256):
    changed = copy.deepcopy(data)
    changed["figures"][0]["name"] = '=HYPERLINK("http://jahat.example")'
    changed["recommendations"][0]["text"] = "=1+1"
    book = openpyxl.load_workbook(io.BytesIO(workbook(changed, code=CODE, sha256=sha256)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_composing_twice_gives_the_same_snapshot():
    assert compose(made()) == compose(made())


def test_an_old_snapshot_prints_as_it_was_judged(data, sha256):
    """Schema 1 knew the end value alone; its figures have none of the newer fields, and its states keep their meaning."""
    old = copy.deepcopy(data) | {"schema": 1}
    newer = ("course", "baseline", "expected", "forecast", "forecast_low", "forecast_high")
    old["figures"] = [{k: v for k, v in f.items() if k not in newer} for f in old["figures"]]
    told, now = (layout(d, code=CODE, sha256=sha256) for d in (old, data))
    assert ["good", "mencapai target"] in told["legend"]
    assert ["good", "sesuai jalan menuju target"] in now["legend"]
    assert not any("seharusnya" in card["note"] for card in told["summary"]["cards"])
    assert any("seharusnya" in card["note"] for card in now["summary"]["cards"])
    heads = [
        [c.value for c in next(openpyxl.load_workbook(io.BytesIO(workbook(d, code=CODE, sha256=sha256)))["Semua angka"].rows)]
        for d in (old, data)
    ]  # fmt: skip
    assert "Seharusnya hari itu" not in heads[0]
    assert heads[1][: len(heads[0])] == heads[0]
    assert "Seharusnya hari itu" in heads[1]


def test_the_workbook_says_what_was_due_and_how_it_stood(book, data):
    rows = {row[0]: row for row in book["Semua angka"].iter_rows(min_row=2, values_only=True)}
    ledger = Ledger.from_json(data["figures"])
    recorded = ledger[data["headline"]["recorded"]]
    row = rows[recorded.no]
    assert row[12] == pytest.approx(float(recorded.expected))
    assert row[18] == state_words(recorded)
    assert "titik awal" in row[14]
