"""/dasbor/silang/: an indicator by two groupings, each cell a door."""

import re

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
