import re

import pytest
from django.utils import translation

from dampingi.foundation.ui import plots
from dampingi.foundation.ui.charts import NARROW, PALETTE, WIDE

ROWS = [{"period": m, "value": v} for m, v in (("Jan", 1204), ("Feb", None), ("Mar", 2118))]
BARS = [{"label": "Beji", "value": 0.91, "low": 0.85, "high": 0.95, "state": "good"}]


@pytest.fixture
def drawing():
    with translation.override("id"):
        yield plots.trend(ROWS, title="Kunjungan & janji", description="Naik", target=2000)


def test_says_what_it_shows_to_those_who_cannot_see_it(drawing):
    ids = re.search(r'role="img" aria-labelledby="([\w-]+) ([\w-]+)"', drawing.wide)
    assert f'<title id="{ids[1]}">Kunjungan &amp; janji</title>' in drawing.wide
    assert f'<desc id="{ids[2]}">Naik</desc>' in drawing.wide


def test_numbers_are_written_as_indonesian_does(drawing):
    assert ">2.118<" in drawing.wide


def test_english_writes_them_the_english_way():
    with translation.override("en"):
        assert ">2,118<" in plots.trend(ROWS, title="t", description="d").wide


def test_on_screen_colours_are_tokens_and_in_documents_they_are_colours(drawing):
    assert "var(--accent)" in drawing.wide
    assert not any(f'"{value}"' in drawing.wide for value in PALETTE.values())
    assert "var(" not in drawing.document
    assert PALETTE["accent"] in drawing.document


def test_a_phone_gets_its_own_width(drawing):
    wide, narrow = (
        float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1]) for svg in (drawing.wide, drawing.narrow)
    )
    assert abs(wide - WIDE) < 60
    assert abs(narrow - NARROW) < 60


def test_a_strict_policy_finds_nothing_inline(drawing):
    assert " style=" not in drawing.wide
    assert "<style" not in drawing.wide


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: plots.ranked(BARS, title="t", description="d", format=".0%"),
        lambda: plots.dots(BARS, title="t", description="d", target=0.8, format=".0%"),
        lambda: plots.funnel(
            [{"label": "A", "size": 20, "value": 0.7, "state": "none", "named": True}],
            [{"size": 10, "low": 0.5, "high": 1}, {"size": 30, "low": 0.6, "high": 0.9}],
            title="t",
            description="d",
            centre=0.79,
        ),
        lambda: plots.small_multiples(
            [
                {"panel": "Beji", "period": "Jan", "value": 1.0},
                {"panel": "Beji", "period": "Feb", "value": 2.0},
            ],
            title="t",
            description="d",
            target=1.5,
        ),
        lambda: plots.trend([], title="t", description="d"),
    ],
)
def test_every_kind_of_picture_is_drawn(drawn):
    with translation.override("id"):
        assert drawn().wide.startswith("<svg")
