from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.ui import formats


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (Decimal("2.50"), None, "2,5"),
        (2.345, 1, "2,3"),
        (2.35, 1, "2,4"),
        (-1500, None, "−1.500"),
        (-0.001, 1, "0,0"),
        (None, None, "–"),
        ("", None, "–"),
        (float("nan"), None, "–"),
        ("bukan angka", None, "–"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_numbers(value, decimals, written):
    assert formats.number(value, decimals) == written


def test_money_is_whole_rupiah_and_does_not_break():
    assert formats.money(2_000_000) == "Rp\u00a02.000.000"
    assert formats.money(-2500.4) == "−Rp\u00a02.500"
    assert formats.money(None) == "–"


def test_percent_takes_a_ratio():
    assert formats.percent(Decimal("0.794")) == "79,4%"
    assert formats.percent(1, 0) == "100%"
    assert formats.percent(None) == "–"


def test_english_writes_the_other_way_round():
    with translation.override("en"):
        assert formats.number(1234.5) == "1,234.5"
        assert formats.money(2_000_000) == "Rp\u00a02,000,000"
        assert formats.day(date(2024, 11, 21)) == "21 November 2024"


def test_days_and_months_in_words():
    assert formats.day(date(2024, 8, 5)) == "5 Agustus 2024"
    assert formats.month(date(2024, 5, 1)) == "Mei 2024"
    assert formats.day(None) == "–"


def test_a_moment_is_told_in_the_zone_of_its_place():
    at = datetime(2024, 11, 21, 17, 30, tzinfo=UTC)
    assert formats.moment(at, "Asia/Jakarta") == "22 November 2024 00.30 WIB"
    assert formats.moment(at, "Asia/Makassar") == "22 November 2024 01.30 WITA"
    assert formats.moment(at, "Asia/Jayapura") == "22 November 2024 02.30 WIT"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 3, 1), date(2024, 3, 5), "1–5 Maret 2024"),
        (date(2024, 2, 28), date(2024, 3, 3), "28 Februari – 3 Maret 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 Desember 2023 – 2 Januari 2024"),
        (date(2024, 3, 1), date(2024, 3, 1), "1 Maret 2024"),
        (date(2024, 3, 1), None, "1 Maret 2024"),
    ],
)
def test_spans_are_short_and_unambiguous(start, end, written):
    assert formats.span(start, end) == written


@given(st.integers(-(10**15), 10**15))
def test_written_integers_can_be_read_back(value):
    written = formats.number(value)
    assert int(written.replace(".", "").replace("−", "-")) == value
