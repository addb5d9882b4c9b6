"""Whole sheets: headers, columns, rows that are none, swaps, regions, repeats - and the look-alike of a real directory."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.sheets.places import CITY, PLACES, REGIONS

from dampingi.demo.sheets import write_directory
from dampingi.engines.sheets import (
    Sheet,
    SheetError,
    Workbook,
    open_workbook,
    problem_workbook,
    read,
    read_layout,
)
from dampingi.engines.sheets.repeats import comparable, likeness
from dampingi.engines.sheets.wording import CORRECTIONS

LAYOUT = read_layout("businesses")


def reading(rows, merges=(), overrides=None, **more):
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    book = Workbook("xlsx", (Sheet("A", even, merges),))
    told = {"A": overrides} if overrides else None
    return read(book, LAYOUT, regions=REGIONS, within=CITY, overrides=told, **more)


def fields(found):
    return {match.column: match.field for match in found.sheets[0].matches if match.field}


HEAD = ["Nama Usaha", "Nama Pemilik", "Alamat", "Kelurahan", "Kecamatan", "No HP"]
ROW = ["Kue Ani", "Ani Lestari", "Jl. Mawar 1", "Sukamaju", "Contoh Utara", "081211111111"]


def test_the_header_is_found_below_titles_and_above_a_numbering_row():
    found = reading([["DAFTAR USAHA"], ["TAHUN 2024"], [], HEAD, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], ROW])
    assert found.sheets[0].header.rows == (4,)
    assert found.table.rows == [6]
    assert [left.reason for left in found.sheets[0].skipped] == ["numbering"]


def test_two_rows_with_merged_parents():
    rows = [["NO", "NAMA PERUSAHAAN", "ALAMAT", "", "", "TENAGA KERJA (ORANG)", ""],
            ["", "", "JALAN", "DESA/ KELURAHAN", "TELP/ FAX", "L", "P"],
            [1.0, "Kue Ani", "Jl. Mawar 1", "Sukamaju", 81211111111.0, 1.0, 2.0]]  # fmt: skip
    merges = (((0, 2), (0, 4)), ((0, 5), (0, 6)), ((0, 0), (1, 0)), ((0, 1), (1, 1)))
    for known in (merges, ()):
        found = reading(rows, known)
        assert found.sheets[0].header.rows == (1, 2)
        assert fields(found) == {0: "number", 1: "business_name", 2: "address", 3: "kelurahan", 4: "phone",
                                 5: "workers_male", 6: "workers_female"}  # fmt: skip


def test_headings_in_other_words_and_abbreviations():
    found = reading(
        [
            ["Nm Usaha", "Pemilik/Kontak", "Almt", "Kel.", "Kec.", "No. Telp/WA", "Omset/bln", "Jns Kelamin"],
            [*ROW, "1 jt", "P"],
        ]
    )
    assert list(fields(found).values()) == ["business_name", "owner_name", "address", "kelurahan", "kecamatan", "phone", "turnover_monthly", "sex"]  # fmt: skip


def test_values_decide_between_two_columns_of_one_heading():
    rows = [[*HEAD, "KBLI", "KBLI"], *[[*ROW, "INDUSTRI KUE", 10710.0] for _ in range(6)]]
    assert {fields(reading(rows))[column] for column in (6, 7)} == {"activity", "kbli"}
    assert fields(reading(rows))[7] == "kbli"


def test_a_column_without_heading_is_known_by_its_values_but_with_little_confidence():
    rows = [[*HEAD[:5], ""], *[[*ROW[:5], f"0812111111{i:02d}"] for i in range(8)]]
    match = next(match for match in reading(rows).sheets[0].matches if match.column == 5)
    assert match.field == "phone"
    assert match.confidence < 0.75


def test_a_person_may_overrule():
    assert fields(reading([HEAD, ROW], overrides={2: "product", 5: None})) == {
        0: "business_name", 1: "owner_name", 2: "product", 3: "kelurahan", 4: "kecamatan",
    }  # fmt: skip


def test_totals_signatures_repeated_headers_and_sections_are_no_businesses():
    rows = [HEAD, ROW, ["SENTRA INDUSTRI KUE"], ["Kopi Budi", "Budi", "Jl. B 2", "Sukamaju", "", ""], HEAD,
            ["Jamu Cici", "Cici", "Jl. C 3", "Sukamaju", "", ""], ["JUMLAH", "", "", "", "", 3.0], [],
            ["", "", "", "", "Mengetahui,"], ["", "", "", "", "Kepala Dinas"], ["", "", "", "", "NIP. 123456"]]  # fmt: skip
    found = reading(rows)
    assert found.table.rows == [2, 4, 6]
    assert {left.reason: left.rows for left in found.sheets[0].skipped} == {
        "section": (3,), "repeated_header": (5,), "total": (7,), "footer": (9, 10, 11),
    }  # fmt: skip


def test_a_second_block_with_other_columns_is_read_by_its_own_header():
    other = ["Pemilik", "Nama Perusahaan", "Telepon", "Kelurahan", "", ""]
    found = reading([HEAD, ROW, other, ["Budi", "Kopi Budi", "081222222222", "Sukamaju", "", ""]])
    assert found.table.columns["business_name"] == ["Kue Ani", "Kopi Budi"]
    assert found.table.columns["phone"][1] == ("+6281222222222",)


def test_rows_that_continue_the_business_above_are_told_not_imported():
    rows = [
        ["No", *HEAD, "Produk"],
        [1.0, *ROW, "kue"],
        ["", "", "", "", "", "", "", "roti"],
        [2.0, "Kopi Budi", *ROW[1:5], "", "kopi"],
    ]
    found = reading(rows)
    assert found.table.rows == [2, 4]
    assert found.sheets[0].skipped[-1].reason == "continuation"


def test_political_affiliation_is_dropped_and_said_so():
    found = reading([[*HEAD, "Afiliasi Partai"], [*ROW, "Partai X"]])
    assert "party" not in found.table.columns
    assert "Partai X" not in str(found.table)
    assert [c.code for c in found.corrections] == ["dropped_neutrality"]


def test_thousands_in_the_heading():
    found = reading([[*HEAD, "NILAI INVESTASI (Rp.000)", "Omzet (dalam juta)"], [*ROW, 28000.0, 1.5]])
    assert found.table.columns["capital"] == [28_000_000]
    assert found.table.columns["turnover_monthly"] == [1_500_000]


def test_phone_and_address_exchanged_in_a_block_are_put_right_and_told():
    rows = [
        [f"Usaha {n}", f"Orang {n}", f"Jl. Melati No. {n}", "Sukamaju", "", f"08121111{n:04d}"]
        for n in range(30)
    ]
    for row in rows[20:]:
        row[2], row[5] = row[5], row[2]
    found = reading([HEAD, *rows])
    assert found.table.columns["address"][25] == "Jl. Melati No. 25"
    assert found.table.columns["phone"][25] == ("+6281211110025",)
    assert [(c.code, c.data["first"], c.data["last"]) for c in found.corrections] == [
        ("swapped_phones", 22, 31)
    ]


@pytest.mark.parametrize(
    ("kelurahan", "kecamatan", "code", "fault"),
    [
        ("Sukamaju", "Contoh Utara", "99.01.01.1001", ""),
        ("KEL. SUKAMAJU ", "", "99.01.01.1001", ""),
        ("Maruyung", "Contoh Utara", "99.01.01.1002", ""),
        ("Sumberrejo", "Contoh Selatan", "99.01.02.1004", ""),
        ("Sembur Rejo", "CONTOH SELATAN", "99.01.02.1004", "region_respelled"),
        ("GN. SARI ULU", "Contoh Slt", "99.01.02.1001", ""),
        ("Curug", "Contoh Utara", "99.01.01.1003", ""),
        ("Curug", "", "", "region_ambiguous"),
        ("Gunung Sari", "Contoh Selatan", "99.01.02", "kelurahan_ambiguous"),
        ("Sukamaju", "Contoh Selatan", "99.01.01.1001", "kecamatan_differs"),
        ("Sukamaju / Kampung Baru", "Contoh Utara", "99.01.01.1001", "region_respelled"),
        ("Zzyzx", "Contoh Utara", "99.01.01", "kelurahan_unknown"),
        ("", "Contoh Utara", "99.01.01", "kelurahan_missing"),
        ("Zzyzx", "Qwrty", "99.01", "region_unknown"),
        ("", "", "99.01", "region_missing"),
    ],
)  # fmt: skip
def test_regions(kelurahan, kecamatan, code, fault):
    found = reading([HEAD, [*ROW[:3], kelurahan, kecamatan, ""], ROW])
    assert found.table.columns["region"][0] == code
    place = found.places[kelurahan.strip(), kecamatan.strip()]
    assert place.fault == fault
    assert (0 in found.refused) is (fault == "region_ambiguous")


def test_a_chosen_region_is_believed():
    found = reading([HEAD, [*ROW[:3], "Curug", "", ""]], chosen_regions={("Curug", ""): "99.01.02.1003"})
    assert found.table.columns["region"] == ["99.01.02.1003"]
    assert found.accepted == [0]


REPEATS = [
    (ROW, ["KUE ANI", "Hj. ANI LESTARI", "Jl Mawar No.1", "SUKAMAJU", "", "0812 1111 1111"], True),
    (ROW, ["Kue Anni", "Ani Lestari", "", "Sukamaju", "", "081211111111"], True),
    (ROW, ["Ani Lestari", "Kue Ani", "Jl. Mawar 1", "Sukamaju", "", ""], True),
    (ROW, ["Salon Ani", "Ani Lestari", "Jl. Mawar 1", "Sukamaju", "", "081211111111"], False),
    (ROW, ["Kue Ani", "Budi Santoso", "Jl. Melati 9", "Sukamaju", "", "081299999999"], False),
    (
        ["KOKO", "KOKO", "Mawar RT.1", "Sukamaju", "", ""],
        ["KOKO", "KOKO", "Melati RT.9", "Sukamaju", "", ""],
        False,
    ),
    (
        ["KOKO", "KOKO", "Mawar RT.1", "Sukamaju", "", ""],
        ["KOKO", "KOKO", "Mawar RT.01", "Sukamaju", "", ""],
        True,
    ),
]


@pytest.mark.parametrize(("first", "second", "same"), REPEATS)
def test_repeats(first, second, same):
    assert (reading([HEAD, first, second]).repeats == {1: 0}) is same


def test_what_the_first_row_leaves_empty_is_taken_from_its_repeat():
    found = reading([HEAD, [*ROW[:5], ""], ROW])
    assert found.repeats == {1: 0}
    assert found.table.columns["phone"][0] == ("+6281211111111",)


def test_rows_on_record_are_recognised():
    known = [comparable("Kue Ani", "Ani Lestari", "99.01.01.1001", ("+6281211111111",), None)]
    found = reading([HEAD, ROW], known=known)
    assert found.repeats == {0: -1}
    assert found.accepted == []


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric(trade, person, address):
    one = comparable(trade, person, "99.01.01.1001", (), address)
    other = comparable(person, "Ani", "99.01.01", ("+628",), "Jl. A 1")
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["id", "nama_kabupaten_kota", "jenis_usaha", "jumlah_umkm", "tahun"], [1.0, "KOTA A", "BATIK", 9.0, 2019.0]], "counts_not_list"),
        ([["Kecamatan", 2019.0, 2020.0, 2021.0], *[["Utara", 1.0, 2.0, 3.0] for _ in range(6)]], "pivot_not_list"),
        ([["a", "b"], ["c", "d"]], "no_header"),
        ([HEAD], "no_rows"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_businesses_is_refused_with_the_reason(rows, code):
    with pytest.raises(SheetError) as refused:
        reading(rows)
    assert refused.value.code == code


@pytest.fixture(scope="module")
def directory():
    out = io.BytesIO()
    truth = write_directory(out, rows=200, seed=5, places=PLACES)
    book = open_workbook(out.getvalue())
    return book, read(book, LAYOUT, regions=REGIONS, within=CITY), truth


def test_the_look_alike_of_a_directory_is_read_as_it_was_meant(directory):
    _book, found, truth = directory
    table = found.table
    main = [at for at, sheet in enumerate(table.sheets) if sheet == "final"]
    assert len(main) == len(truth.entries)
    assert {(table.sheets[at], table.rows[at]) for at in found.refused} == set(truth.refused)
    for at, entry in zip(main, truth.entries, strict=True):
        if at in found.refused:
            continue
        assert table.columns["business_name"][at].lower() == entry.trade.lower().strip()
        assert table.columns["owner_name"][at].lower() == entry.owner.lower().strip()
        assert table.columns["nik"][at] == entry.nik
        assert table.columns["birth_date"][at] == entry.born
        assert table.columns["capital"][at] == entry.capital // 1000 * 1000
        assert table.columns["turnover_monthly"][at] == pytest.approx(entry.monthly, abs=1000)
        assert REGIONS.name_of(table.columns["region"][at]) == entry.place[0]
        assert not table.columns["phone"][at] or table.columns["phone"][at][0] == "+62" + entry.phone[1:]


def test_the_last_block_with_exchanged_names_is_put_right(directory):
    _book, found, truth = directory
    told = [c for c in found.corrections if c.code == "swapped_names"]
    assert [(c.sheet, c.data["first"], c.data["last"]) for c in told] == [("final", *truth.swapped)]
    assert CORRECTIONS["swapped_names"] % told[0].data


def test_sheets_that_repeat_the_main_one_add_nothing(directory):
    _book, found, truth = directory
    refused = {row for _sheet, row in truth.refused}
    again = [at for at in found.accepted if found.table.sheets[at] != "final"]
    assert len(again) <= len(refused) + 5


def test_the_workbook_comes_back_whole_with_its_faults_marked(directory):
    book, found, truth = directory
    out = io.BytesIO()
    problem_workbook(book, found, out)
    back = openpyxl.load_workbook(out)
    assert back.sheetnames == ["Hasil pemeriksaan", *[sheet.name for sheet in book.sheets]]
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows, 1):
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, (str, float)) and cell != "":
                    assert back[sheet.name].cell(row, column).value == cell
    name, row = truth.refused[0]
    marked = [cell for cell in back[name][row] if cell.comment]
    assert marked
    assert "\n" in marked[0].comment.text
    assert back["Hasil pemeriksaan"]["B3"].value == len(found.accepted)


def test_text_that_looks_like_a_formula_goes_back_as_text():
    rows = [HEAD, ["=cmd|' /C calc'!A0", *ROW[1:]]]
    book = Workbook("xlsx", (Sheet("A", rows),))
    out = io.BytesIO()
    problem_workbook(book, read(book, LAYOUT, regions=REGIONS, within=CITY), out)
    cell = openpyxl.load_workbook(out)["A"]["A2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


CELL = st.one_of(
    st.text(max_size=12), st.floats(allow_nan=False), st.sampled_from([*HEAD, *ROW, "JUMLAH", "", ""])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=12))
def test_whatever_stands_below_a_header_each_row_ends_in_exactly_one_place(rows):
    try:
        found = reading([HEAD, *rows])
    except SheetError:
        return
    taken = list(found.table.rows)
    left = [row for skipped in found.sheets[0].skipped for row in skipped.rows]
    empty = [number for number, row in enumerate(rows, 2) if not any(cell != "" for cell in row)]
    assert sorted(taken + left + empty) == list(range(2, len(rows) + 2))
    sorted_out = set(found.accepted) | set(found.refused) | set(found.repeats)
    assert sorted_out == set(range(len(found.table)))
