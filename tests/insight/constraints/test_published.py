"""What everyone may see: one table a month, true where it tells, silent where it would point at few."""

import datetime

import pytest
from django.core.cache import cache

from dampingi.insight.constraints.published import published
from dampingi.insight.constraints.questions import Question
from tests.insight.constraints.register import TODAY, Oracle, build


@pytest.fixture
def register(origin, programme):
    cache.clear()
    yield build(origin, programme, size=160)
    cache.clear()


def test_it_tells_how_things_stood_at_the_end_of_the_last_month(register):
    found = published("32.76", today=TODAY)
    end = datetime.date(2026, 6, 30)
    assert found.day == end
    oracle = Oracle(Question("32.76"))
    for code, cells in zip(found.codes, found.table.cells, strict=True):
        for (place, _name), n in zip(found.places, cells, strict=True):
            true = len({
                c.business_id for c in oracle.noted
                if c.code == code and c.region.startswith(place) and c.since <= end and (c.resolved_on is None or c.resolved_on > end)
            })  # fmt: skip
            assert n in (None, true)
            assert n is not None or true > 0
    shown = [n for cells in found.table.cells for n in cells]
    assert None in shown, "the register must hold something small"
    assert any(n and n >= 5 for n in shown)
    assert all(n is None or n == 0 or n >= 5 for n in shown)


def test_an_edition_does_not_change_from_day_to_day(register):
    first = published("32.76", today=TODAY)
    cache.clear()
    assert published("32.76", today=TODAY + datetime.timedelta(days=5)) == first
