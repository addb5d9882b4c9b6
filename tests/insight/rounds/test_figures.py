"""What was handed in, region beside region, and together: of what was accepted, and missing is no zero."""

import io
from decimal import Decimal

import openpyxl
import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.rounds import standings, summary
from dampingi.insight.rounds.models import Entry

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def four(rounds):
    """Two accepted, one waits, one returned; the other kecamatan have handed in nothing."""
    made = rounds.open()
    told = {
        "32.76.01": {"m1": {"number": "12.5", "remark": ""}, "m2": {"top": "30", "bottom": "40", "remark": ""}},
        "32.76.02": {"m1": {"missing": "awaited", "remark": "Dari Dinas"}, "m2": {"top": "10", "bottom": "60", "remark": ""}},
        "32.76.03": {"m1": {"number": "70707", "remark": ""}, "m2": {"top": "1", "bottom": "1", "remark": ""}},
        "32.76.04": {"m1": {"number": "80808", "remark": ""}, "m2": {"top": "1", "bottom": "1", "remark": ""}},
    }  # fmt: skip
    for region, answers in told.items():
        rounds.person(region, Role.COORDINATOR, region)
        rounds.submit(rounds.entry(made, region), region, **answers)
    rounds.check(rounds.entry(made, "32.76.01"))
    rounds.check(rounds.entry(made, "32.76.02"))
    rounds.check(rounds.entry(made, "32.76.04"), accepted=False, comment="Lagi")
    return made


def lines(made):
    entries = list(
        Entry.objects.unscoped("test").filter(round=made).select_related("round").order_by("region")
    )
    return summary.lines(made, entries, standings.latest_editions(entries), {})


def test_together_adds_numerators_and_denominators_of_what_was_accepted(four):
    cooperatives, share = summary.together(four, lines(four))
    assert (cooperatives.answer, cooperatives.regions) == ({"number": "12.5"}, 1), (
        "the other has no number: no zero"
    )
    assert (share.answer, share.regions) == ({"top": "40", "bottom": "100"}, 2)
    assert Decimal(share.answer["top"]) / Decimal(share.answer["bottom"]) == Decimal("0.4"), (
        "not the mean of 75 and 17"
    )
    assert share.shown == "40,0%"


def test_what_was_returned_is_not_shown_and_what_waits_is_not_added(four):
    told = {line.entry.region: line for line in lines(four)}
    assert told["32.76.04"].rows == [None, None]
    assert told["32.76.03"].rows[0]["answer"]["number"] == "70707"
    assert not told["32.76.03"].accepted
    assert told["32.76.11"].rows == [None, None]


def test_the_page_and_its_workbook(four, town):
    page = town.client("office").get(f"/putaran/{four.id}/angka/").content.decode()
    assert "40,0%" in page
    assert "70.707" in page
    assert "80.808" not in page
    book = openpyxl.load_workbook(
        io.BytesIO(town.client("office").get(f"/putaran/{four.id}/angka/?unduh=1").content)
    )
    rows = [tuple(c.value for c in row) for row in book.worksheets[0].iter_rows(min_row=2)]
    assert len(rows) == 22
    assert rows[0][4] == 12.5
    assert rows[2][4] is None
    assert "Menunggu data" in rows[2][6]
    assert (rows[3][4], rows[3][5]) == (10, 60)


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("head", 200), ("province", 200), ("inspector", 200), ("coordinator", 403), ("elsewhere", 404), ("ana", 403), ("stranger", 302)])  # fmt: skip
def test_a_region_that_was_asked_does_not_see_the_others_numbers(four, town, who, status):
    assert town.client(who).get(f"/putaran/{four.id}/angka/").status_code == status
