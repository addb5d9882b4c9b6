"""Every figure is a door: the rows behind it add up to it."""

import pytest
from tests.insight.scattered import START, TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import rows, values

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
SO_FAR = Period(START, TODAY)


@pytest.mark.parametrize("code", catalogue())
def test_rows_add_up_to_the_figure(scattered, code):
    for grouping in catalogue()[code].groupings:
        found = values(SYSTEM, [code], grouping, programme=scattered.programme, period=SO_FAR)
        for group in [g for g in found.groups() if g != ("",) or grouping != "mentor"]:
            figure = found.of(code, *group)
            listed, count = rows(
                SYSTEM, code, grouping, group, programme=scattered.programme, period=SO_FAR, limit=10_000
            )
            assert len(listed) == count
            assert sum(row["numerator"] for row in listed) == figure.numerator
            assert sum(row["denominator"] for row in listed) == figure.denominator


@pytest.mark.parametrize("code", catalogue())
def test_pages_cover_all_rows_once(scattered, code):
    _listed, count = rows(SYSTEM, code, programme=scattered.programme, period=SO_FAR, limit=1)
    pages = [
        rows(SYSTEM, code, programme=scattered.programme, period=SO_FAR, limit=17, offset=start)[0]
        for start in range(0, count, 17)
    ]
    met = [(row["id"], row["day"]) for page in pages for row in page]
    assert len(met) == count
    assert len(set(met)) == count


@pytest.mark.parametrize("code", [c for c, i in catalogue().items() if i.kind == "proportion"])
def test_who_is_in_and_who_is_out(scattered, code):
    everything, found = {"programme": scattered.programme, "period": SO_FAR, "limit": 10_000}, {}
    for part in ("all", "in", "out"):
        found[part], count = rows(SYSTEM, code, part=part, **everything)
        assert len(found[part]) == count > 0
    assert len(found["in"]) + len(found["out"]) == len(found["all"])
    assert {row["numerator"] == 0 for row in found["in"]} == {False}
    assert {row["numerator"] for row in found["out"]} == {0}


def test_a_mentor_as_group(scattered):
    mentor = str(scattered.mentors[0].id)
    listed, count = rows(
        SYSTEM, "stage_timeliness", "mentor", mentor, programme=scattered.programme, period=SO_FAR
    )
    assert count > 0
    assert all(row["stage_name"] for row in listed)
