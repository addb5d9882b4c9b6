"""What helped before: ways, days and examples, with an honest line below."""

import datetime
from statistics import median

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.constraints.helped import helped
from dampingi.records.businesses.actions import move_business
from dampingi.records.businesses.models import Constraint
from tests.insight.constraints.register import PLACES, TODAY, build
from tests.records.conftest import HERE, SYSTEM, someone


@pytest.fixture
def register(origin, programme):
    return build(origin, programme, size=150)


def rows(code="fin_capital"):
    return [c for c in Constraint.objects.unscoped("test") if c.code == code and c.since <= TODAY]


def test_ways_and_days_are_what_counting_gives(register):
    found = helped(SYSTEM, "32.76.05.1003", ("fin_capital",), today=TODAY)
    over = [
        c
        for c in rows()
        if c.resolved_on and c.resolved_on <= TODAY and c.resolved_how not in ("irrelevant", "mistaken")
    ]
    assert found.cases == len(rows()) >= 20
    assert found.resolved == len(over)
    for way in found.ways:
        days = [(c.resolved_on - c.since).days for c in over if c.resolved_how == way.how]
        assert (way.n, way.median_days) == (len(days), median(days))


def test_those_still_open_count_below_the_line(register):
    """Control: the share among those already over is far too good."""
    found = helped(SYSTEM, "32.76", ("fin_capital",), today=TODAY)
    over = [c for c in rows() if c.resolved_on and c.resolved_on <= TODAY]
    naive = sum((c.resolved_on - c.since).days <= 90 for c in over) / len(over)
    assert 0 < found.soon < naive


WORDS = "Pak Made tetangganya meminjami sertifikat untuk menyusun proposal"


def told(register, place):
    """A case of that kelurahan told in free words, naming someone who is neither owner nor business."""
    one = next(c for c in rows() if c.resolved_how in ("finance", "training", "self") and c.region == place)
    Constraint.objects.unscoped("test").filter(id=one.id).update(resolution=WORDS, resolved_on=TODAY)
    return one


def words_for(actor):
    return [c.resolution for c in helped(actor, HERE, ("fin_capital",), today=TODAY).examples]


def test_words_about_a_business_are_for_those_who_may_open_it(register):
    told(register, PLACES[2])
    assert words_for(someone(Role.OFFICE, "32.76")) == [WORDS]
    assert words_for(someone(Role.COORDINATOR, PLACES[2])) == [WORDS]
    assert words_for(someone(Role.COORDINATOR, "32.76.05")) == []
    assert words_for(someone(Role.MENTOR, HERE)) == []


def test_what_is_counted_is_the_same_for_everyone(register):
    office, neighbour = someone(Role.OFFICE, "32.76"), someone(Role.COORDINATOR, HERE)
    seen = [helped(actor, HERE, ("fin_capital",), today=TODAY) for actor in (office, neighbour)]
    assert (seen[0].cases, seen[0].ways) == (seen[1].cases, seen[1].ways)


def test_words_of_a_business_that_moved_out_of_reach_go_with_it(register):
    one = told(register, HERE)
    coordinator = someone(Role.COORDINATOR, "32.76.05")
    assert words_for(coordinator) == [WORDS]
    move_business(
        by=SYSTEM, business=one.business_id, region=PLACES[2], address="", on=TODAY, reason="pindah"
    )
    assert words_for(coordinator) == []


def test_too_few_cases_are_no_guide(register):
    assert not helped(SYSTEM, "32.76", ("legal_pirt",), today=TODAY).enough
    assert not helped(SYSTEM, "32.76", ("fin_capital",), today=datetime.date(2025, 5, 20)).enough
