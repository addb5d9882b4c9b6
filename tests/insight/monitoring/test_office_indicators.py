"""What offices define themselves on the pages of figures: counted otherwise, combined of others, or typed."""

import datetime
from decimal import Decimal

import pytest
from tests.insight.monitoring.offices import COMPOSITE, TOO_MUCH, TYPED, defines
from tests.insight.scattered import KELURAHAN, TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.rows import new_id
from dampingi.insight.indicators.models import Entry
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
PAGES = ("/dasbor/", "/dasbor/banding/", "/dasbor/silang/", "/dasbor/tayang/", "/dasbor/lembar/")


@pytest.fixture
def defined(readers):
    """Three of the province's, with values typed for two kelurahan in two months."""
    for body in (COMPOSITE, TYPED, TOO_MUCH):
        defines(readers.programme.region, body)
    for n, (region, month) in enumerate((r, m) for r in KELURAHAN[:2] for m in (5, 6)):
        start = datetime.date(2026, month, 1)
        Entry.objects.create(
            owner=readers.programme.region, code=TYPED["code"], region=region, start=start, end=start + datetime.timedelta(days=29),
            number=1, numerator=n + 1, denominator=1, definition="", kind="pdf", sha256="", state="accepted", by=new_id(), by_name="x",
        )  # fmt: skip
    return readers


def figure(readers, code, *by, region="32.76"):
    period = of_programme(readers.programme, until=TODAY)
    return values(SYSTEM, [code], by, programme=readers.programme, region=region, period=period)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("body", [COMPOSITE, TYPED, TOO_MUCH], ids=lambda body: body["code"])
@pytest.mark.parametrize("region", ["32.76", "32.76.05"])
def test_every_page_opens_for_every_kind(enter, defined, page, body, region):
    """A share of more than all has a value and no interval."""
    answer = enter("office").get(f"{page}?wilayah={region}&indikator={body['code']}")
    assert answer.status_code in ((200, 422) if "silang" in page else (200,))


@pytest.mark.parametrize(("body", "by"), [(COMPOSITE, ("kecamatan", "sex")), (TYPED, ("kelurahan", "month"))])
def test_a_tables_edges_are_the_figures_of_those_places_and_not_sums_of_cells(enter, defined, body, by):
    code = body["code"]
    page = enter("office").get(f"/dasbor/silang/?wilayah=32.76&indikator={code}&baris={by[0]}&kolom={by[1]}")
    whole = figure(defined, code)
    assert page.context["by"] == by
    assert Decimal(page.context["total"]["value"].replace(",", ".")) == round(whole.value(code), 1)
    told = {f.value for f in figure(defined, code, by[0]).by(code).values()}
    assert {Decimal(r["total"]["value"].replace(",", ".")) for r in page.context["rows"]} == {
        round(v, 1) for v in told
    }
    assert not any(cell["few"] for row in page.context["rows"] for cell in row["cells"] if cell["known"])


def test_typed_numbers_add_up(enter, defined):
    page = enter("office").get(
        "/dasbor/silang/?wilayah=32.76&indikator=kemitraan&baris=kelurahan&kolom=month"
    )
    assert page.context["total"]["value"] == "10,0"
