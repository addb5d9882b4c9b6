"""What helped before: ways, days and examples, with an honest line below."""

import datetime
from statistics import median

import pytest

from dampingi.insight.constraints.helped import helped
from dampingi.records.businesses.models import Constraint
from tests.insight.constraints.register import TODAY, build


@pytest.fixture
def register(origin, programme):
    return build(origin, programme, size=150)


def rows(code="fin_capital"):
    return [c for c in Constraint.objects.unscoped("test") if c.code == code and c.since <= TODAY]


def test_ways_and_days_are_what_counting_gives(register):
    found = helped("32.76.05.1003", ("fin_capital",), today=TODAY)
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
    found = helped("32.76", ("fin_capital",), today=TODAY)
    over = [c for c in rows() if c.resolved_on and c.resolved_on <= TODAY]
    naive = sum((c.resolved_on - c.since).days <= 90 for c in over) / len(over)
    assert 0 < found.soon < naive


def test_examples_tell_no_name_and_no_number(register):
    one = next(c for c in rows() if c.resolved_how in ("finance", "training", "self"))
    Constraint.objects.unscoped("test").filter(id=one.id).update(
        resolution=f"{one.business.owner.name} dari {one.business.name}, 0812 3456 7890, dibantu menyusun proposal"
    )
    words = [w for _how, w in helped("32.76", ("fin_capital",), today=TODAY).examples]
    assert any("dibantu menyusun proposal" in w for w in words)
    assert not any("Warga" in w or "0812" in w for w in words)


def test_too_few_cases_are_no_guide(register):
    assert not helped("32.76", ("legal_pirt",), today=TODAY).enough
    assert not helped("32.76", ("fin_capital",), today=datetime.date(2025, 5, 20)).enough
