"""What is opened and what is refused: by content, never by name."""

import datetime as dt
import io
import zipfile

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from dampingi.engines.sheets import Limits, SheetError, open_workbook
from dampingi.engines.sheets.wording import FILE_MESSAGES, file_message

ROWS = [["Nama Usaha", "Omzet"], ["Kue Ani", 1500000.0], ["Kopi Budi", 2.5]]


def xlsx(rows=ROWS):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods():
    book = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="Sheet")
    for cells in ROWS:
        row = odf.table.TableRow()
        for cell in cells:
            kind = {"valuetype": "string"} if isinstance(cell, str) else {"valuetype": "float", "value": cell}
            made = odf.table.TableCell(**kind)
            made.addElement(odf.text.P(text=str(cell)))
            row.addElement(made)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def csv(delimiter=";", encoding="utf-8"):
    return "\r\n".join(delimiter.join(map(str, row)) for row in ROWS).encode(encoding)


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_the_three_workbook_formats_say_the_same(make):
    assert open_workbook(make()).sheets[0].rows == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_delimited_text_in_any_dress(delimiter, encoding):
    assert open_workbook(csv(delimiter, encoding)).sheets[0].rows == [[str(c) for c in row] for row in ROWS]


def test_the_delimiter_excel_states_is_obeyed():
    assert open_workbook(b"sep=;\r\na,b;c\r\n1,5;2\r\n").sheets[0].rows == [["a,b", "c"], ["1,5", "2"]]


def test_quoted_and_ragged_rows():
    read = open_workbook(b'nama;alamat;hp\n"Ani; Jaya";"Jl. A\nNo. 1"\nBudi;B;08;x\n').sheets[0].rows
    assert read == [
        ["nama", "alamat", "hp", ""],
        ["Ani; Jaya", "Jl. A\nNo. 1", "", ""],
        ["Budi", "B", "08", "x"],
    ]


def test_dates_stay_dates():
    assert open_workbook(xlsx([["a"], [dt.date(2020, 8, 12)]])).sheets[0].rows[1][0] == dt.date(2020, 8, 12)


def refusal(content, **limits):
    with pytest.raises(SheetError) as refused:
        open_workbook(content, limits=Limits(**limits))
    assert file_message(refused.value)
    return refused.value.code


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_what_is_no_workbook_is_refused_with_its_reason():
    assert refusal(b"") == "empty_file"
    assert refusal(b"   \n") == "empty_file"
    assert refusal(b"%PDF-1.7") == "not_a_workbook"
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00") == "not_a_workbook"
    assert refusal(b"<html><body><table>") == "web_page_as_workbook"
    assert refusal(bytes(range(256)) * 20) == "not_a_workbook"
    assert refusal(zipped({"a.txt": "x"})) == "not_a_workbook"
    assert refusal(zipped({"[Content_Types].xml": "x", "word/document.xml": "x"})) == "not_a_workbook"
    assert (
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le"))
        == "not_a_workbook"
    )


def test_a_password_is_recognised():
    sealed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(sealed) == "password_protected"
    assert refusal(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>", "META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"})) == "password_protected"  # fmt: skip


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_torn_file_is_refused_not_half_read(keep):
    whole = xlsx([["Nama Usaha", "Pemilik"], *[[f"Usaha {i}", f"Orang {i * 7919}"] for i in range(300)]])
    assert refusal(whole[: int(len(whole) * keep)]) in ("torn_zip", "torn_workbook")


def test_a_broken_part_is_refused():
    content = bytearray(xlsx())
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[at : at + 20] = b"\x00" * 20
    assert refusal(bytes(content)) in ("torn_zip", "torn_workbook")


def test_a_zip_bomb_is_refused_before_it_unfolds():
    parts = {
        "[Content_Types].xml": "<a/>",
        "xl/workbook.xml": "<a/>",
        "xl/worksheets/sheet1.xml": "0" * 30_000_000,
    }
    assert refusal(zipped(parts)) == "zip_bomb"


def test_a_zip_that_lies_about_its_size_is_refused():
    content = bytearray(
        zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>", "xl/big.xml": "0" * 400_000})
    )
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(content)) in ("torn_zip", "zip_bomb")


def test_a_cell_at_the_end_of_the_sheet_is_refused_instead_of_filling_the_memory():
    book = openpyxl.Workbook()
    book.active["A1"] = "Nama Usaha"
    book.active["XFD1000000"] = "jauh"
    out = io.BytesIO()
    book.save(out)
    assert refusal(out.getvalue()) == "sheet_too_wide"


def test_limits_are_told():
    assert refusal(xlsx(), file_bytes=100) == "file_too_large"
    assert refusal(xlsx([["a"]] * 50), rows=20) == "too_many_rows"
    assert refusal(csv(), rows=1) == "too_many_rows"


def test_macros_are_ignored_and_said_so():
    with zipfile.ZipFile(io.BytesIO(xlsx())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    opened = open_workbook(zipped(parts | {"xl/vbaProject.bin": b"macro"}))
    assert opened.notes == ("macros_ignored",)
    assert opened.sheets[0].rows == ROWS


def test_missing_and_named_files(tmp_path):
    with pytest.raises(SheetError, match="missing_file"):
        open_workbook(tmp_path / "tidak-ada.xlsx")
    path = tmp_path / "daftar.csv"
    path.write_bytes(xlsx())
    assert open_workbook(path).kind == "xlsx"


def test_every_message_is_a_whole_sentence():
    assert all(text.endswith((".", "XLSX.")) for text in FILE_MESSAGES.values())
