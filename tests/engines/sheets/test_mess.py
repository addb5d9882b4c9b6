"""What offices really send: whatever is put right is told, whatever is not understood is a problem of its row."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from tests.engines.sheets.places import CITY, REGIONS
from tests.engines.sheets.test_reading import HEAD, LAYOUT, ROW, reading

from dampingi.engines.sheets import (
    Sheet,
    SheetError,
    Workbook,
    kinds_of,
    layout_kinds,
    open_workbook,
    problem_workbook,
    read,
    read_layout,
)
from dampingi.engines.sheets.headings import multiplier
from dampingi.engines.sheets.wording import CELL_MESSAGES, CORRECTIONS, SKIPPED, cure, message

NORTH_BOX = (-6.45, 106.75, -6.35, 106.85)
"""Contoh Utara lies west of 106.80, Contoh Selatan east of it; Sukamaju is all of the west."""


def locator(latitude, longitude):
    if not (-6.45 <= latitude <= -6.35 and 106.75 <= longitude <= 106.85):
        return None
    return "99.01.01.1001" if longitude < 106.80 else "99.01.02.1001"


def told(found):
    return [(said.row, said.code) for said in found.problems]


def corrected(found):
    for correction in found.corrections:
        assert (
            CORRECTIONS[correction.code] % correction.data
            if correction.data
            else CORRECTIONS[correction.code]
        )
    return [(correction.code, correction.data.get("count")) for correction in found.corrections]


# Coordinates against the region


def located(written, *, kelurahan="Sukamaju", heads=("Latitude", "Longitude"), **more):
    found = reading([[*HEAD, *heads], [*ROW[:3], kelurahan, *ROW[4:], *written]], **more)
    for problem in found.problems:
        assert message(problem)
        assert cure(problem)
    columns = found.table.columns
    return (columns["latitude"][0], columns["longitude"][0]), [code for _row, code in told(found)]


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ((-6.4025, 106.7942), []),
        (("-6,4025", "106,7942"), []),
        (("6°24'09\" LS", "106°47'39.12\" BT"), []),
        ((106.7942, -6.4025), ["position_exchanged"]),
        ((6.4025, 106.7942), ["position_sign"]),
        ((106.7942, 6.4025), ["position_exchanged"]),
        ((-64025.0, 1067942.0), ["position_point_lost", "position_point_lost"]),
        (("-6.4025, 106.7942", "-6.4025, 106.7942"), ["position_in_axis", "position_in_axis"]),
    ],
)
def test_a_position_is_read_as_it_was_meant_and_what_was_put_right_is_told(written, faults):
    assert located(written, locator=locator, bounds=NORTH_BOX) == ((-6.4025, 106.7942), faults)


@pytest.mark.parametrize("written", ["-6,4025 106,7942", "-6.4025,106.7942", "https://www.google.com/maps/@-6.4025,106.7942,17z", "6°24'09\" LS 106°47'39.12\" BT"])  # fmt: skip
def test_both_axes_in_one_cell(written):
    assert located((written,), heads=("Titik Koordinat",), locator=locator) == ((-6.4025, 106.7942), [])


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ((-6.9, 107.6), "position_elsewhere"), ((51.5, -0.1), "position_outside"), ((-6.4, ""), "position_half"),
        (("utara", "timur"), "position_unreadable"),
    ],
)  # fmt: skip
def test_a_position_that_cannot_be_here_is_left_out_and_told_and_the_row_stays(written, fault):
    place, faults = located(written, locator=locator, bounds=NORTH_BOX)
    assert place == (None, None)
    assert fault in faults


def test_a_boundary_of_the_region_refuses_what_no_kelurahan_holds():
    def inside(latitude, longitude):
        return -6.45 <= latitude <= -6.35 and 106.75 <= longitude <= 106.85

    assert located((-6.9, 107.6), locator=locator) == ((-6.9, 107.6), [])
    assert located((-6.9, 107.6), locator=locator, inside=inside) == ((None, None), ["position_elsewhere"])
    assert located((6.4025, 106.7942), inside=inside) == ((-6.4025, 106.7942), ["position_sign"])
    assert located((3.5, 98.6), inside=lambda latitude, longitude: None) == ((3.5, 98.6), [])


def test_without_boundaries_indonesia_is_the_bound():
    assert located((3.5, 98.6)) == ((3.5, 98.6), [])
    assert located((48.8, 2.3)) == ((None, None), ["position_outside"])


def test_a_point_in_another_kelurahan_is_told_and_the_written_one_stays():
    found = reading([[*HEAD, "Lat", "Long"], [*ROW, -6.4, 106.84]], locator=locator)
    assert told(found) == [(2, "position_differs")]
    assert found.table.columns["region"] == ["99.01.01.1001"]
    assert found.table.columns["longitude"] == [106.84]


def test_a_point_tells_the_kelurahan_of_a_row_that_names_none():
    found = reading(
        [[*HEAD, "Lat", "Long"], [*ROW[:3], "", "Contoh Utara", ROW[5], -6.4, 106.76]], locator=locator
    )
    assert (2, "region_from_position") in told(found)
    assert found.table.columns["region"] == ["99.01.01.1001"]


# Places


@pytest.mark.parametrize(
    ("kelurahan", "kecamatan", "code", "fault"),
    [
        ("99.01.01.1001", "", "99.01.01.1001", ""), ("9901011002", "", "99.01.01.1002", ""),
        ("9901019999", "", "99.01", "region_code_unknown"), ("Contoh Utara", "Sukamaju", "99.01.01.1001", "places_exchanged"),
        ("Sukajaya", "Contoh Utara", "99.01.01", "kelurahan_resembles"), ("Meru Raya", "", "99.01", "region_resembles"),
    ],
)  # fmt: skip
def test_codes_exchanged_places_and_names_that_only_resemble(kelurahan, kecamatan, code, fault):
    found = reading([HEAD, [*ROW[:3], kelurahan, kecamatan, ""], ROW])
    place = found.places[kelurahan, kecamatan]
    assert (place.code, place.fault) == (code, fault)
    assert found.accepted[0] == 0
    if fault.endswith("resembles"):
        assert place.candidates
        assert place.candidates[0][1] in cure(next(said for said in found.problems if said.code == fault))


def test_a_column_of_codes_goes_before_the_names():
    rows = [[*HEAD, "Kode Kelurahan"], [*ROW, "99.01.02.1001"], ["Kopi", "Budi", "", "Sukamaju", "", "", "xx"], ["Teh", "Cici", "", "", "", "", 9901011002.0]]  # fmt: skip
    assert reading(rows).table.columns["region"] == ["99.01.02.1001", "99.01.01.1001", "99.01.01.1002"]


SHORT = ["No", "Nama Usaha", "Pemilik", "No HP"]


def test_the_place_in_the_title_holds_for_the_rows_below():
    found = reading([["DATA UMKM KELURAHAN SUKAMAJU KECAMATAN CONTOH UTARA TAHUN 2024"], SHORT, [1.0, "Kue Ani", "Ani", "081211111111"]])  # fmt: skip
    assert found.table.columns["region"] == ["99.01.01.1001"]
    assert ("place_stated", 1) in corrected(found)


def test_lines_between_the_rows_name_the_place_of_what_follows():
    rows = [SHORT, ["Kelurahan : Sukamaju"], [1.0, "Kue Ani", "Ani", "081211111111"], [2.0, "Kopi Budi", "Budi", ""],
            ["KEL. MERUYUNG"], [1.0, "Jamu Cici", "Cici", ""], ["Kelurahan Entah"], [1.0, "Teh Dedi", "Dedi", ""]]  # fmt: skip
    found = reading(rows)
    assert found.table.columns["region"] == ["99.01.01.1001", "99.01.01.1001", "99.01.01.1002", "99.01"]


def test_a_sheet_per_kelurahan_is_known_by_its_name():
    sheets = [Sheet(name, [SHORT, [1.0, f"Kue {name}", f"Ani {name}", ""]]) for name in ("Sukamaju", "Kel. Meruyung", "Curug", "Rekap")]  # fmt: skip
    found = read(Workbook("xlsx", tuple(sheets)), LAYOUT, regions=REGIONS, within=CITY)
    # Curug stands in two kecamatan: the first is no answer
    assert found.table.columns["region"][:2] == ["99.01.01.1001", "99.01.01.1002"]
    assert found.table.columns["region"][3] == "99.01"
    assert 2 in found.refused


def test_one_merged_cell_says_the_kelurahan_of_many_rows():
    rows = [HEAD, ROW, ["Kopi Budi", "Budi", "", "", "", ""], ["Jamu Cici", "Cici", "", "", "", ""], ["Teh Dedi", "Dedi", "", "", "", ""]]  # fmt: skip
    found = reading(rows, (((1, 3), (3, 3)), ((1, 4), (3, 4))))
    assert found.table.columns["region"] == ["99.01.01.1001"] * 3 + ["99.01"]
    assert ("merged_down", 2) in corrected(found)
    control = reading(rows)
    assert control.table.columns["region"] == ["99.01.01.1001"] + ["99.01"] * 3


# Layouts and sheets


VISITS = ["Nama Peserta", "Tanggal Kunjungan", "Topik", "Durasi (menit)"]


def test_each_sheet_is_told_its_kind_and_the_others_are_named_with_the_reason():
    book = Workbook("xlsx", (
        Sheet("usaha", [HEAD, ROW]),
        Sheet("kunjungan", [VISITS, ["Ani Lestari", dt.date(2024, 8, 12), "Pemasaran", 60.0]]),
        Sheet("kosong", []),
        Sheet("catatan", [["Rapat hari Senin"], ["bawa berkas"]]),
        Sheet("rekap", [["Kecamatan", "Jumlah UMKM"], ["Contoh Utara", 9.0]]),
        Sheet("lain", [["Pemilik", "Nama Perusahaan", "Telepon"], ["Budi", "Kopi Budi", "081222222222"]]),
    ))  # fmt: skip
    assert [said.kind for said in kinds_of(book)] == ["businesses", "visits", "", "", "", "businesses"]
    found = read(book, LAYOUT, regions=REGIONS, within=CITY)
    assert [(sheet.name, sheet.reason) for sheet in found.sheets] == [
        ("usaha", ""), ("kunjungan", "other_kind"), ("kosong", "empty_sheet"), ("catatan", "no_header"), ("rekap", "counts_not_list"), ("lain", ""),
    ]  # fmt: skip
    assert found.table.columns["owner_name"] == ["Ani Lestari", "Budi"]
    assert read(book, read_layout("visits"), regions=REGIONS, within=CITY).table.columns["minutes"] == [60]


def test_counts_are_no_list_of_any_kind():
    heads = ["id", "nama_kabupaten_kota", "jenis_usaha", "jumlah_umkm", "tahun"]
    book = Workbook(
        "csv", (Sheet("CSV", [heads, *[[str(n), "KOTA CONTOH", "BATIK", "9", "2019"] for n in range(9)]]),)
    )
    assert kinds_of(book)[0].kind == ""
    for kind in layout_kinds():
        with pytest.raises(SheetError, match="counts_not_list"):
            read(book, read_layout(kind))


def test_the_fields_an_office_has_besides():
    heads = ["Status Usaha", "Kanal Penjualan", "No. Registrasi", "Koordinat"]
    found = reading([[*HEAD, *heads], [*ROW, "Masih aktif", "Shopee, warung", "007/UMKM", "-6.4, 106.8"]])
    columns = found.table.columns
    assert [columns[key] for key in ("status", "channels", "external_id", "latitude")] == [["active"], ["Shopee, warung"], ["007/UMKM"], [-6.4]]  # fmt: skip


UNITS = {
    "(Rp.000)": 1000, "(Rp. 000,-)": 1000, "(dalam ribuan)": 1000, "dlm ribuan": 1000, "(Ribu Rp.)": 1000, "(x 1.000)": 1000, "(000)": 1000,
    "(Rp.1.000)": 1000, "(Rp Juta)": 10**6, "(juta rupiah)": 10**6, "(jt)": 10**6, "(Rp. 1.000.000)": 10**6, "(Milyar Rp)": 10**9, "(Rp)": 1,
}  # fmt: skip


@pytest.mark.parametrize(("unit", "times"), UNITS.items())
def test_units_in_the_heading(unit, times):
    assert multiplier(f"Omzet per tahun {unit}") == times
    found = reading([[*HEAD, f"Omzet per tahun {unit}"], [*ROW, 5.0]])
    assert found.table.columns["turnover"] == [5 * times]
    assert any(code == "thousands" for code, _ in corrected(found)) is (times > 1)


def test_a_unit_in_the_title_holds_for_all_money_and_is_told():
    found = reading(
        [["DIREKTORI"], ["(dalam jutaan rupiah)"], [*HEAD, "Modal", "Omzet (Rp)"], [*ROW, 5.0, 7_000_000.0]]
    )
    assert (found.table.columns["capital"], found.table.columns["turnover_monthly"]) == (
        [5_000_000],
        [7_000_000],
    )
    assert ("thousands", None) in corrected(found)


def test_an_amount_that_states_its_period_is_brought_to_the_column_s():
    rows = [[*HEAD, "Omzet per bulan", "Omzet per tahun"], [*ROW, "24 jt/thn", "Rp2jt/bln"]]
    columns = reading(rows).table.columns
    assert (columns["turnover_monthly"], columns["turnover"]) == ([2_000_000], [24_000_000])


def test_a_range_lets_the_row_in_with_its_middle_and_says_so():
    found = reading([[*HEAD, "Omzet"], [*ROW, "2-3 juta"]])
    assert (found.accepted, found.table.columns["turnover_monthly"], told(found)) == (
        [0],
        [2_500_000],
        [(2, "money_range")],
    )


# Rows


def test_totals_broken_formulas_page_headers_and_signatures():
    rows = [
        ["No", *HEAD, "Omzet"],
        [1.0, *ROW, 5.0],
        ["", "SUB TOTAL", "", "", "", "", "", 5.0],
        ["No", *HEAD, "Omzet"],
        [2.0, "Kopi Budi", "Budi", "Jl. B", "Sukamaju", "", "0812", "#REF!"],
        [3.0, "#N/A", "Cici", "Jl. C", "Sukamaju", "", "", 1.0],
        ["Jumlah Kel. Sukamaju", "", "", "", "", "", "", 6.0],
        ["JUMLAH SELURUHNYA", "", "", "", "", "", "", "#REF!"],
        ["", "", "", "", "Sukamaju, 12 Agustus 2024", "", "", ""],
        ["", "", "", "", "Lurah Sukamaju", "", "", ""],
        ["", "", "", "", "NIP. 123456", "", "", ""],
    ]
    found = reading(rows)
    assert found.table.rows == [2, 5, 6]
    assert {left.reason: left.rows for left in found.sheets[0].skipped} == {
        "total": (3, 7, 8), "repeated_header": (4,), "footer": (9, 10, 11),
    }  # fmt: skip
    assert {(5, "formula_error"), (5, "phone_unreadable"), (6, "formula_error")} <= set(told(found))


def test_columns_exchanged_in_single_rows_and_in_several_stretches():
    starts, ends = (
        ("mer", "kal", "bin", "sor", "tun", "lam"),
        ("ati", "una", "ora", "ida", "emi", "usa", "ani"),
    )
    words = [start + end for start in starts for end in ends]
    rows = [[f"Warung {word}", f"Siti {word}", "", "Sukamaju", "", ""] for word in words]
    for at in (3, 10, 11, 30):
        rows[at][0], rows[at][1] = rows[at][1], rows[at][0]
    found = reading([HEAD, *rows])
    assert all(name.startswith("Warung") for name in found.table.columns["business_name"])
    swaps = [
        (said.data["first"], said.data["last"]) for said in found.corrections if said.code == "swapped_names"
    ]
    assert swaps == [(5, 5), (12, 13), (32, 32)]


def test_shops_called_after_people_and_people_after_nothing_stay():
    rows = [["Toko Ani", "Toko Ani"], ["CV Maju", "CV Maju Jaya"], ["Ani", "Budi"], ["Kue Ani", "Toko"]]
    found = reading([HEAD, *[[*row, "", "Sukamaju", "", ""] for row in rows]])
    assert corrected(found) == []


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_of_both_calendars_of_excel(date_1904):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": date_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nama Usaha", "Nama Pemilik", "Tanggal Lahir"])
        sheet.write_row(1, 0, ["Kue Ani", "Ani"])
        sheet.write_datetime(1, 2, dt.date(1990, 8, 12), book.add_format({"num_format": "dd/mm/yyyy"}))
    found = read(open_workbook(out.getvalue()), LAYOUT, regions=REGIONS, within=CITY)
    assert found.table.columns["birth_date"] == [dt.date(1990, 8, 12)]


def test_a_csv_with_everything_at_once():
    text = (
        "sep=;\r\nNama Usaha;Nama Pemilik;Kelurahan;No HP;NIK;Omzet (Rp.000);NIB;KBLI\r\n"
        '"Kue ""Ani"" 😀; enak";Ani\u00a0Lestari;Sukamaju;０８１２１１１１１１１１ / 0813-1111-2222;\'9900010208900001;1.234,5;9120 0012 34567;10710 - Industri Roti\r\n'
        "Caf\u00e9 Budi;Budi;Meruyung;81211112222;3,27602E+15;± 2 jt;;47112,47113\r\n"
    )
    found = read(open_workbook(text.encode("utf-8-sig")), LAYOUT, regions=REGIONS, within=CITY)
    columns = found.table.columns
    assert columns["business_name"] == ['Kue "Ani" 😀; enak', "Café Budi"]
    assert columns["owner_name"][0] == "Ani Lestari"
    assert columns["phone"] == [("+6281211111111", "+6281311112222"), ("+6281211112222",)]
    assert columns["nik"] == ["9900010208900001", None]
    assert columns["turnover_monthly"] == [1_234_500, 2_000_000]
    assert columns["nib"][0] == "9120001234567"
    assert columns["kbli"] == ["10710", "47112"]
    assert {(3, "destroyed_digits"), (3, "kbli_several")} <= {*told(found)}


def test_cp1252_and_utf8_say_the_same():
    text = "Nama Usaha;Nama Pemilik\r\nCaf\u00e9 \u201cAni\u201d \u2013 \u20ac;Andr\u00e9\r\n"
    assert open_workbook(text.encode("cp1252")).sheets[0].rows == open_workbook(text.encode()).sheets[0].rows


# The problem workbook holds it all


def test_every_row_that_has_a_problem_is_explained_in_the_workbook_that_comes_back():
    rows = [
        [*HEAD, "NIK", "Lat", "Long", "Omzet"],
        [*ROW, "3.27602E+15", 51.5, -0.1, "#REF!"],
        [*ROW[:3], "Sukajaya", *ROW[4:], "", "", "", "2-3 jt"],
    ]
    book = Workbook("xlsx", (Sheet("A", rows), Sheet("lain", [["Rapat"], ["Senin"]])))
    found = read(book, LAYOUT, regions=REGIONS, within=CITY)
    out = io.BytesIO()
    problem_workbook(book, found, out)
    back = openpyxl.load_workbook(out)
    for problem in found.problems:
        assert message(problem) in back["A"].cell(problem.row, 11).value
        assert cure(problem) in back["A"].cell(problem.row, 12).value
    summary = "\n".join(str(cell.value) for row in back["Hasil pemeriksaan"] for cell in row if cell.value)
    assert "lain: Judul kolom yang dikenal tidak ditemukan." in summary


def test_every_code_has_its_words():
    assert all(said and mended for said, mended in CELL_MESSAGES.values())
    assert all(SKIPPED.values())
    assert all(CORRECTIONS.values())
