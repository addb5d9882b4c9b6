"""/dasbor/silang/: an indicator by two groupings, each cell a door."""

import io
import re

import openpyxl
import pytest
from tests.insight.scattered import KELURAHAN, TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
SECTORS = "/dasbor/silang/?wilayah=32.76&indikator=participation&baris=kecamatan&kolom=sector"


def _doors(body):
    return [d.replace("&amp;", "&") for d in re.findall(r'href="(/dasbor/rincian/[^"]+)"', body)]


def test_the_office_sees_kecamatan_by_sector_at_first(enter):
    page = enter("office").get("/dasbor/silang/?wilayah=32.76&indikator=participation")
    assert page.context["by"] == ("kecamatan", "sector")
    assert "Sukmajaya" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [SECTORS, SECTORS.replace("kecamatan", "sex"), SECTORS.replace("kecamatan", "month"),
     "/dasbor/silang/?wilayah=32.76&indikator=constraints_resolved&baris=constraint&kolom=sector"],
)  # fmt: skip
def test_each_cell_opens_exactly_its_rows(enter, readers, address):
    page = enter("office").get(address)
    code, by = page.context["asked"].indicator.code, page.context["by"]
    period = of_programme(readers.programme, until=TODAY)
    found = values(SYSTEM, [code], by, programme=readers.programme, region="32.76", period=period)
    cells = [cell for row in page.context["rows"] for cell in row["cells"] if cell["known"]]
    assert len(cells) == len([f for f in found.figures[code].values() if f.value is not None])
    for cell in cells:
        listing = enter("office").get(cell["door"]).context
        assert listing["definition"]["counted"] == cell["counted"]
        assert listing["listing"].count > 0


def test_rows_columns_and_the_whole_add_up(enter, readers):
    page = enter("office").get(SECTORS)
    period = of_programme(readers.programme, until=TODAY)
    whole = values(SYSTEM, ["participation"], programme=readers.programme, region="32.76", period=period)
    figure = whole.of("participation")
    assert page.context["total"]["counted"] == f"{figure.numerator} dari {figure.denominator}"
    for part in [row["total"] for row in page.context["rows"]] + page.context["columns"]:
        assert enter("office").get(part["door"]).context["definition"]["counted"] == part["counted"]


@pytest.mark.parametrize("code", catalogue())
@pytest.mark.parametrize("region", ["32.76", KELURAHAN[0]])
def test_every_indicator_has_a_table_or_says_why_not(enter, code, region):
    page = enter("office").get(f"/dasbor/silang/?wilayah={region}&indikator={code}")
    assert page.status_code in (200, 409, 422, 400)
    if page.status_code == 200:
        assert page.context["by"][0] != page.context["by"][1]


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("office", "?baris=warna", 404),
        ("office", "?kolom=' OR 1=1", 404),
        ("office", "?baris=sector&kolom=sector", 200),
        ("office", "?baris=city&kolom=province", 200),
        ("office", "?indikator=laba", 404),
        ("office", "?bulan=9999-12", 404),
        ("coordinator", "?wilayah=32.76.06", 403),
        ("partner", "", 403),
        ("participant", "", 403),
        ("office", "../rincian/?menurut=sex&nilai=P&menurut_b=warna&nilai_b=x", 404),
        ("office", "../rincian/?menurut=sex&nilai=P&menurut_b=sex&nilai_b=L", 404),
        ("office", "../rincian/?menurut_b=sex&nilai_b=L", 404),
    ],
)
def test_what_is_not_there_or_not_theirs_is_said_without_a_500(enter, who, address, status):
    address = f"/dasbor/silang/{address}".replace("silang/../", "")
    assert enter(who).get(address).status_code == status


def test_turned_it_is_the_same_table(enter):
    page = enter("office").get(SECTORS)
    turned = enter("office").get(page.context["turned"])
    assert turned.context["by"] == page.context["by"][::-1]
    assert turned.context["total"] == page.context["total"]


def test_few_are_marked_and_not_shaded(enter):
    rows = enter("office").get(SECTORS.replace("participation", "pass_rate")).context["rows"]
    few = [cell for row in rows for cell in row["cells"] if cell["known"] and cell["few"]]
    assert few
    assert all(cell["shade"] == 0 for cell in few)


def _sheets(answer):
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "attachment" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def test_the_workbook_is_the_table_as_shown_with_what_each_cell_was_divided_from(enter):
    page = enter("office").get(SECTORS).context
    table, cells, about = _sheets(enter("office").get(page["export"]))
    assert table[0][1:] == [column["label"] for column in page["columns"]] + ["Semua"]
    assert [row[0] for row in table[1:]] == [row["label"] for row in page["rows"]] + ["Semua"]
    for shown, row in zip(page["rows"], table[1:], strict=False):
        for cell, told in zip([*shown["cells"], shown["total"]], row[1:], strict=True):
            value = cell["figure"].value
            assert told == ("tidak ada baris" if value is None else pytest.approx(float(value)))
    whole = cells[-1]
    assert whole[:2] == ["Semua", "Semua"]
    assert f"{whole[3]} dari {whole[4]}" == page["total"]["counted"]
    inner = [row for row in cells[1:] if "Semua" not in row[:2]]
    assert (sum(row[3] for row in inner), sum(row[4] for row in inner)) == (whole[3], whole[4])
    assert ["Wilayah", page["place"]] in about


def test_the_workbook_says_in_words_what_is_missing_and_what_rests_on_few(enter):
    address = SECTORS.replace("participation", "pass_rate").replace("kecamatan", "kelurahan")
    page = enter("office").get(address).context
    _table, cells, _about = _sheets(enter("office").get(page["export"]))
    shown = [cell for row in page["rows"] for cell in [*row["cells"], row["total"]]]
    notes = [row[5] for row in cells[1:]]
    assert (
        sum("bukan nol" in (n or "") for n in notes[: len(shown)]) == sum(not c["known"] for c in shown) > 0
    )
    assert any("satu orang" in (n or "") for n in notes)
    assert all(row[2] == "tidak ada baris" for row in cells[1:] if "bukan nol" in (row[5] or ""))


def test_nobody_takes_along_what_they_may_not_see(enter):
    assert enter("coordinator").get(f"{SECTORS}&unduh=xlsx").status_code == 403
    assert enter("partner").get(f"{SECTORS}&unduh=xlsx").status_code == 403
    assert enter("office").get(f"{SECTORS}&unduh=pdf").status_code == 200
