"""Hostile and broken files: a clear message with the cure, memory and time bounded, all of it or nothing."""

import datetime as dt
import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.sheets import hostile
from tests.engines.sheets.places import CITY, REGIONS

from dampingi.engines.sheets import (
    Limits,
    Sheet,
    SheetError,
    Workbook,
    open_workbook,
    open_workbook_apart,
    problem_workbook,
    read,
    read_layout,
)
from dampingi.engines.sheets.wording import FILE_MESSAGES, file_message

MOMENT = dt.datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001 - cells know no zone
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ELSEWHERE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
BLANK_ROWS = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
FAR_RIGHT = '<c r="XFD2" s="1"/></row>'


def refusal(content, opened=open_workbook_apart, **limits):
    with pytest.raises(SheetError) as refused:
        opened(content, limits=Limits(**limits))
    assert len(file_message(refused.value)) > 20
    return refused.value.code


def answer(content, opened=open_workbook):
    """The rows of the first sheet, or the code of the refusal."""
    try:
        return opened(content).sheets[0].rows
    except SheetError as error:
        return error.code


OURS = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src")}
"""So that a process of our own finds the package also where it is not installed."""


def measured(content, tmp_path, how):
    """(answer, peak megabytes of the parsing process), in a process of its own so that nothing else is measured."""
    path = tmp_path / "berkas"
    path.write_bytes(content)
    script = (
        "import json, resource, sys\n"
        f"from dampingi.engines.sheets import {how} as opened, SheetError\n"
        "try:\n    answer = len(opened(sys.argv[1]).sheets[0].rows)\n"
        "except SheetError as error:\n    answer = error.code\n"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN if 'apart' in opened.__name__ else resource.RUSAGE_SELF)\n"
        "print(json.dumps([answer, peak.ru_maxrss // 1024]))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=True, text=True, env=OURS
    )
    return json.loads(told.stdout)


# What the parsing process gives


@pytest.mark.parametrize(
    "content", [hostile.workbook(), hostile.open_document(hostile.ODS_DATA), hostile.xls()]
)
def test_read_apart_is_read_the_same(content):
    assert open_workbook_apart(content) == open_workbook(content)
    assert open_workbook_apart(content).sheets[0].rows == hostile.READ


def test_every_kind_of_cell_comes_back_as_it_was(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["a", 1.5, True, dt.date(2020, 8, 12)],
        [MOMENT, False, 1, 0],
        ["😀", "=1+1", "é\u00a0", None],
    ):
        book.active.append(row)
    book.active["B3"].value, book.active["B3"].data_type = "=1+1", "s"
    book.active["A5"] = dt.time(3, 4)
    book.active.merge_cells("B4:C5")
    book.create_sheet("Lain").sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    apart, here = open_workbook_apart(path), open_workbook(path)
    assert apart == here
    assert [[type(cell) for cell in row] for row in apart.sheets[0].rows] == [[type(cell) for cell in row] for row in here.sheets[0].rows]  # fmt: skip
    assert apart.sheets[0].merges == (((3, 1), (4, 2)),)
    assert apart.sheets[1].hidden


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_text_files_read_apart_are_read_the_same(rows):
    content = "\n".join(
        ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    ).encode()
    assert answer(content, open_workbook_apart) == answer(content)


def test_refusals_come_through_with_their_data():
    with pytest.raises(SheetError) as refused:
        open_workbook_apart(hostile.workbook(), limits=Limits(rows=0))
    assert (refused.value.code, refused.value.data) == ("too_many_rows", {"most": 0})
    assert refusal("/tidak/ada.xlsx") == "missing_file"
    assert refusal(b"") == "empty_file"


# Memory and time


def test_half_a_megabyte_that_unpacks_to_500_is_refused():
    content = hostile.bomb(500)
    assert len(content) < 520_000
    assert refusal(content) == "zip_bomb"


def test_one_long_text_repeated_by_every_cell_dies_alone_and_within_its_memory(tmp_path):
    """The control: the same file, a tenth as bad, takes this much of the process that trusts it."""
    content = hostile.strings_bomb(20_000, 32_000)
    assert len(content) < 500_000
    answer, megabytes = measured(content, tmp_path, "open_workbook_apart")
    assert answer == "too_heavy"
    assert megabytes <= 256
    _answer, trusting = measured(hostile.strings_bomb(1_500, 32_000), tmp_path, "open_workbook")
    assert trusting > 400


def test_a_value_repeated_a_million_times_is_stopped(tmp_path):
    content = hostile.open_document(hostile.ODS_DATA + hostile.ods_row(["x" * 1000] * 20, repeated=190_000))
    assert len(content) < 1_000
    answer, megabytes = measured(content, tmp_path, "open_workbook_apart")
    assert answer == "too_heavy"
    assert megabytes <= 256


def test_time_is_bounded_and_nothing_is_left_running():
    assert refusal(hostile.strings_bomb(2_000, 10), patience=0) == "too_heavy"
    assert [pid for pid in os.listdir("/proc") if pid.isdigit() and is_our_parser(pid)] == []


def is_our_parser(pid):
    try:
        with open(f"/proc/{pid}/stat") as told, open(f"/proc/{pid}/cmdline", "rb") as command:
            return (
                int(told.read().rpartition(")")[2].split()[1]) == os.getpid()
                and b"sheets.parsing" in command.read()
            )
    except OSError:
        return False


def test_the_processor_seconds_are_bounded_too():
    script = (
        "from dampingi.engines.sheets import Limits\n"
        "from dampingi.engines.sheets.parsing import confine\n"
        "confine(Limits(seconds=1))\nwhile True: pass"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False, env=OURS).returncode < 0


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: hostile.zipped({"xl/workbook.xml": "<a/>"} | {f"xl/{n}.xml": "" for n in range(5_001)}), "zip_bomb"),
        (lambda: hostile.one_part_many_names(300), "zip_bomb"),
        (lambda: hostile.zipped({"daftar.xlsx": hostile.workbook()}), "zipped_workbook"),
        (lambda: hostile.zipped({"a.zip": hostile.zipped({"b.zip": hostile.zipped({"c": "x" * 10_000})})}), "not_a_workbook"),
        (lambda: hostile.workbook(hostile.NAMES + hostile.DATA.replace("</row>", '<c r="XFD2"><v>1</v></c></row>')), "sheet_too_wide"),
        (lambda: hostile.workbook(hostile.NAMES + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "sheet_too_wide"),
    ],
    ids=["many parts", "one part, many names", "a workbook inside a zip", "zip in zip", "last column", "last row"],
)  # fmt: skip
def test_other_ways_to_be_too_much(make, code):
    assert refusal(make()) == code


def test_merges_that_overlap_without_end_cost_nothing():
    """Each says a million rows are one; followed one by one they kept the worker busy for minutes."""
    started = time.monotonic()
    reading = read(open_workbook_apart(hostile.merged(20_000)), read_layout("businesses"))
    assert len(reading.accepted) == 1
    assert time.monotonic() - started < 20


def test_more_merges_than_any_list_has_are_refused():
    assert refusal(hostile.merged(100_001, "A2:A3")) == "too_heavy"


def test_zip64_is_no_offence():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(hostile.workbook())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            with target.open(name, "w", force_zip64=True) as part:
                part.write(source.read(name))
    assert open_workbook_apart(out.getvalue()).sheets[0].rows == hostile.READ


@pytest.mark.parametrize(
    "make",
    [
        lambda: hostile.formatted_rows(250_000),
        lambda: hostile.open_document(hostile.ODS_DATA + BLANK_ROWS),
        lambda: hostile.open_document(hostile.ods_row(hostile.READ[0], '<table:table-cell table:number-columns-repeated="1000000"/>') + hostile.ods_row(hostile.READ[1])),
        lambda: hostile.workbook(hostile.NAMES + hostile.DATA.replace("</row>", FAR_RIGHT)),
    ],
    ids=["formatted rows", "a million repeated rows", "a million repeated columns", "a formatted last column"],
)  # fmt: skip
def test_blank_rows_and_columns_without_end_cost_nothing(make):
    assert open_workbook_apart(make()).sheets[0].rows == hostile.READ


# Markup that reaches outside


@pytest.mark.parametrize("declaration", [DTD, OUTSIDE, ELSEWHERE, DTD.lower()])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml", "_rels/.rels"])  # fmt: skip
def test_entities_are_refused_wherever_they_stand(declaration, part):
    content = hostile.workbook(more={part: f'<?xml version="1.0"?>{declaration}<x>&b;</x>'})
    assert refusal(content, open_workbook) == "unsafe_markup"


def test_entities_in_open_document_and_in_utf16_are_refused_too():
    assert refusal(hostile.open_document(hostile.ODS_DATA, OUTSIDE), open_workbook) == "unsafe_markup"
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{DTD}<x/>'
    for encoding in ("utf-16", "utf-16-be"):
        content = hostile.workbook(more={"xl/styles.xml": wide.encode(encoding)})
        assert refusal(content, open_workbook) == "unsafe_markup"


def test_a_cell_that_only_speaks_of_entities_is_text():
    named = hostile.DATA.replace("Kue Ani", "&lt;!DOCTYPE kue&gt; &amp;b;")
    assert open_workbook(hostile.workbook(hostile.NAMES + named)).sheets[0].rows[1][0] == "<!DOCTYPE kue> &b;"


# Macros, formulas, links


@pytest.mark.parametrize("opened", [open_workbook, open_workbook_apart])
def test_macros_links_and_embedded_things_are_never_read(opened):
    more = {
        "xl/vbaProject.bin": b"macro",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/embeddings/oleObject1.bin": b"MZ",
    }
    book = opened(hostile.workbook(more=more))
    assert (book.notes, book.sheets[0].rows) == (("macros_ignored",), hostile.READ)


def test_macros_of_the_old_format_are_told():
    content = hostile.xls() + "_VBA_PROJECT".encode("utf-16-le")
    assert open_workbook(content).notes == ("macros_ignored",)


EVIL = (
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1",
    '=HYPERLINK("http://127.0.0.1/?"&A1,"klik")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "=IMPORTXML(A1)", "{=1+1}",
)  # fmt: skip


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_in_a_text_goes_back_as_text_and_stays_text_when_edited(text):
    rows = [["Nama Usaha", "Nama Pemilik", text], ["Kue Ani", text, text], [text, "Budi", "x"]]
    book = Workbook("xlsx", (Sheet(text[:20], rows),))
    out = io.BytesIO()
    problem_workbook(book, read(book, read_layout("businesses"), regions=REGIONS, within=CITY), out)
    with zipfile.ZipFile(out) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in archive.namelist() if "externalLink" in name or "connections" in name]
    assert all(b"<f>" not in sheet and b"<f " not in sheet and b"<hyperlink" not in sheet for sheet in sheets)
    back = openpyxl.load_workbook(out).worksheets[1]
    assert back["B2"].data_type == "s"
    assert back["B2"].quotePrefix is (text[0] != "{")


def test_a_formula_is_read_as_its_result():
    formula = '<row r="2"><c r="A2" t="str"><f>"Kue "&amp;"Ani"</f><v>Kue Ani</v></c><c r="B2" t="e"><f>cmd|\' /C calc\'!A0</f><v>#REF!</v></c></row>'
    assert open_workbook(hostile.workbook(hostile.NAMES + formula)).sheets[0].rows[1] == ["Kue Ani", "#REF!"]


def test_failed_formulas_are_told_not_taken_for_empty():
    """The control: the reader itself gives them as empty."""
    cells = (
        '<row r="2"><c r="A2" t="e" s="1"><f>A1</f><v>#N/A</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Kue</t></is></c><c t="e" r="B3"><f>VLOOKUP(A1;B1)</f><v>#N/A</v></c></row>'
    )
    content = hostile.workbook(hostile.NAMES + cells)
    assert list(python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python())[1] == ["", ""]  # fmt: skip
    for opened in (open_workbook, open_workbook_apart):
        assert opened(content).sheets[0].rows[1:] == [["#N/A", "#REF!"], ["Kue", "#N/A"]]
    found = read(open_workbook(content), read_layout("businesses"), regions=REGIONS, within=CITY)
    assert [(said.row, said.field, said.code) for said in found.problems if said.row == 3] == [
        (3, "owner_name", "formula_error")
    ]


# Passwords and other kinds of file


def test_passwords_in_every_format():
    sealed_part = io.BytesIO(hostile.workbook())
    content = bytearray(sealed_part.getvalue())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content)) == "password_protected"
    assert refusal(hostile.xls(sealed=True)) == "password_protected"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")) == "password_protected"  # fmt: skip
    manifest = {"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"}
    assert refusal(hostile.open_document("", more=manifest)) == "password_protected"


WEB = [
    b"<html><body><table><tr><td>Nama</td></tr></table>", b"\xef\xbb\xbf  <!DOCTYPE HTML>\n<html>", b"<!-- dibuat --><table>",
    "\ufeff<html><table>".encode("utf-16-le"), b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", b"From: <Saved by Blink>\nMIME-Version: 1.0", b"<style>td{}</style><table>",
]  # fmt: skip


@pytest.mark.parametrize("content", WEB)
def test_a_web_page_called_excel_is_told_the_cure(content):
    assert refusal(content) == "web_page_as_workbook"
    assert "Simpan Sebagai" in FILE_MESSAGES["web_page_as_workbook"]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xd8\xff\xe0", b"BM\x00\x00\x00\x00", b"RIFF\x00\x00\x00\x00WEBP", b"{\\rtf1", b"SQLite format 3\x00"])  # fmt: skip
def test_pictures_and_other_things_are_no_workbooks(content):
    assert refusal(content) == "not_a_workbook"


def test_a_list_that_begins_with_the_letters_of_a_picture_is_a_list():
    assert open_workbook(b"BMT;Nama\r\nRIFFA;Ani\r\n").sheets[0].rows == [["BMT", "Nama"], ["RIFFA", "Ani"]]


# Text files


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert refusal(path) == "file_too_large"


@pytest.mark.parametrize("line", [b"x" * 5_000_000, b"x;" * 2_000_000, b'"' + b"x" * 900_000])
def test_a_line_without_end_is_refused(line):
    assert refusal(b"a;b\r\n" + line) == "line_too_long"


def test_mixed_line_ends_are_all_line_ends():
    rows = open_workbook(b"nama;hp\nAni;1\rBudi;2\r\nCici;3").sheets[0].rows
    assert rows == [["nama", "hp"], ["Ani", "1"], ["Budi", "2"], ["Cici", "3"]]


def test_line_ends_where_the_sample_stops_are_kept_whole():
    line = "a;b\r"
    for padding in range(4):
        content = ("x" * padding + ";\r" + line * 60_000).encode()
        assert len(open_workbook(content).sheets[0].rows) == 60_001


def test_a_quotation_mark_that_never_closes_spoils_only_its_row():
    book = open_workbook(b'nama;hp;alamat\r\n"Ani;08;Jl A\r\nBudi;09;Jl B\r\nCici;07;"Jl ""C"""\r\n')
    assert book.sheets[0].rows[1:] == [
        ["Ani", "08", "Jl A"],
        ["Budi", "09", "Jl B"],
        ["Cici", "07", 'Jl "C"'],
    ]
    assert book.notes == ("quotes_mended",)
    whole = open_workbook(b'nama;hp;alamat\r\n"Ani\nJaya";08;"Jl A\nNo. 1"\r\n')
    assert (whole.sheets[0].rows[1], whole.notes) == (["Ani\nJaya", "08", "Jl A\nNo. 1"], ())


def test_nul_bytes_are_no_text():
    assert refusal(b"nama;hp\nA\x00ni;1\n") == "not_a_workbook"


# Torn and altered


GOOD = {
    "xlsx": hostile.workbook(hostile.NAMES + hostile.DATA, "<si><t>x</t></si>"),
    "ods": hostile.open_document(hostile.ODS_DATA),
    "xls": hostile.xls([*hostile.READ, *[[f"Usaha {n}", f"Orang {n}"] for n in range(300)]]),
}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_cut_anywhere_it_is_refused_or_whole_never_half(kind):
    content = GOOD[kind]
    rows = answer(content)
    assert len(rows) > 1
    for at in range(0, len(content), max(1, len(content) // 200)):
        found = answer(content[:at])
        assert found in FILE_MESSAGES if isinstance(found, str) else found == rows


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_bits_turned_anywhere_break_nothing_but_the_file(kind):
    """The zip formats carry checksums: another value never gets through. XLS has none; there only nothing may break."""
    dice = random.Random(kind)
    for _ in range(60 if kind == "xls" else 300):
        content = bytearray(GOOD[kind])
        for _ in range(dice.choice((1, 1, 8))):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        found = answer(bytes(content))
        assert (
            found in FILE_MESSAGES if isinstance(found, str) else kind == "xls" or found in ([], hostile.READ)
        )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_whatever_are_a_workbook_or_a_sentence(content):
    for head in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"):
        found = answer(head + content)
        assert found in FILE_MESSAGES if isinstance(found, str) else isinstance(found, list)
