"""What may be said of places side by side: no place is called better where chance alone could have parted them."""

import pytest

from dampingi.insight.monitoring.dashboard.ranking import said_of


def row(label, value, low=None, high=None):
    return {"label": label, "value": value} | ({} if low is None else {"low": low, "high": high})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("Beji", 0.9, 0.8, 0.95), row("Limo", 0.4, 0.3, 0.5)], "Beji terbaik, Limo perlu dibantu lebih dulu"),
        ([row("Beji", 0.9, 0.4, 0.95), row("Limo", 0.4, 0.3, 0.5)], "masih dapat karena kebetulan"),
        ([row("Beji", 0.9), row("Cinere", 0.9), row("Limo", 0.4)], "Beji dan 1 wilayah lain terbaik, Limo perlu"),
        ([row("Beji", 0.9), row("Cinere", 0.4), row("Limo", 0.4)], "Beji terbaik, Limo dan 1 wilayah lain perlu"),
        ([row("Beji", 0.9, 0.4, 0.95), row("Limo", 0.9, 0.8, 0.95)], "Semua wilayah sama tinggi"),
        ([row("Beji", 0.9)], "Hanya Beji yang punya angka"),
    ],
)  # fmt: skip
def test_it_says_what_the_figures_allow(rows, said):
    assert said in said_of(rows)


def test_lowest_first_where_less_is_better():
    assert "Beji terbaik" in said_of([row("Beji", 0.1, 0.05, 0.2), row("Limo", 0.6, 0.5, 0.7)])
