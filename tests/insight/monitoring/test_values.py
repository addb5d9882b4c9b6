"""Every indicator by every grouping it knows, against loops in plain Python; on whichever database the tests run."""

import datetime

import pytest
from tests.insight.oracle import Oracle
from tests.insight.scattered import END, KELURAHAN, START, TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import values

SYSTEM = Actor.for_system("test")
PERIODS = {
    "so far": Period(START, TODAY),
    "whole": Period(START, END),
    "one month": Period(datetime.date(2026, 5, 1), datetime.date(2026, 5, 31)),
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS.keys())
@pytest.mark.parametrize("code", catalogue())
def test_equals_the_naive_oracle(scattered, code, period):
    oracle = Oracle(scattered.programme, period)
    for grouping in [(), *((name,) for name in catalogue()[code].groupings)]:
        found = values(SYSTEM, [code], grouping, programme=scattered.programme, period=period)
        told = {group: (f.numerator, f.denominator) for group, f in found.figures[code].items()}
        assert told == oracle.figures(code, grouping), f"{code} by {grouping}"


@pytest.mark.parametrize("grouping", [("kecamatan", "month"), ("kelurahan", "sex"), ("sector", "sex")])
def test_two_groupings_at_once(scattered, grouping):
    found = values(
        SYSTEM, ["participation"], grouping, programme=scattered.programme, period=PERIODS["so far"]
    )
    told = {group: (f.numerator, f.denominator) for group, f in found.figures["participation"].items()}
    assert told == Oracle(scattered.programme, PERIODS["so far"]).figures("participation", grouping)


def test_the_city_is_not_empty(scattered):
    found = values(SYSTEM, programme=scattered.programme, period=PERIODS["whole"])
    assert {code for code in catalogue() if not found.of(code).denominator} == set()


def test_all_indicators_at_once_equal_one_by_one(scattered):
    together = values(SYSTEM, None, "kelurahan", programme=scattered.programme, period=PERIODS["so far"])
    for code in together.indicators:
        alone = values(SYSTEM, [code], "kelurahan", programme=scattered.programme, period=PERIODS["so far"])
        assert alone.figures[code] == together.figures[code]


@pytest.mark.parametrize("code", catalogue())
def test_parts_add_up_to_the_whole(scattered, code):
    whole = values(SYSTEM, [code], programme=scattered.programme, period=PERIODS["so far"])
    parts = values(SYSTEM, [code], "kelurahan", programme=scattered.programme, period=PERIODS["so far"])
    total = whole.of(code)
    assert sum(f.numerator for f in parts.figures[code].values()) == total.numerator
    assert sum(f.denominator for f in parts.figures[code].values()) == total.denominator


@pytest.mark.parametrize("region", ["32.76", "32.76.05", KELURAHAN[1]])
def test_a_region_holds_what_lies_inside_it(scattered, region):
    found = values(
        SYSTEM, None, "kelurahan", programme=scattered.programme, region=region, period=PERIODS["so far"]
    )
    oracle = Oracle(scattered.programme, PERIODS["so far"])
    for code in found.indicators:
        told = {group: (f.numerator, f.denominator) for group, f in found.figures[code].items()}
        assert told == oracle.figures(code, ("kelurahan",), inside=region)


def test_an_unknown_indicator_is_refused_with_the_known_ones(scattered):
    with pytest.raises(Refused, match="pass_rate"):
        values(SYSTEM, ["laba"], programme=scattered.programme)


def test_a_grouping_without_meaning_is_refused_with_the_choices(scattered):
    with pytest.raises(Refused, match="kecamatan"):
        values(SYSTEM, ["pass_rate"], "month", programme=scattered.programme)


def test_a_programme_of_five_years_has_a_calendar(scattered):
    long = Period(START, datetime.date(2031, 1, 31))
    found = values(SYSTEM, ["visits_per_participant"], "month", programme=scattered.programme, period=long)
    assert len(found.groups()) == 60
    whole = values(SYSTEM, ["visits_per_participant"], programme=scattered.programme, period=long)
    assert (
        sum(f.denominator for f in found.by("visits_per_participant").values())
        == whole.of("visits_per_participant").denominator
    )
