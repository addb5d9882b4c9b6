"""Two people merging the same two records at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

import pytest

from dampingi.foundation.errors import Conflict
from dampingi.records.duplicates.actions import merge_businesses, unmerge
from dampingi.records.duplicates.models import Merge
from tests.records.duplicates.conftest import OFFICE, business
from tests.records.programmes.test_concurrency import at_once, only_postgresql  # noqa: F401 - a fixture

pytestmark = pytest.mark.postgresql


def tried(run):
    try:
        return run()
    except Conflict as conflict:
        return conflict


def test_one_merges_and_the_other_is_told(only_postgresql, twins):  # noqa: F811
    one, other = twins
    found = at_once(
        lambda: tried(lambda: merge_businesses(by=OFFICE, keep=one, absorb=other, owners=True)),
        lambda: tried(lambda: merge_businesses(by=OFFICE, keep=other, absorb=one, owners=True)),
    )
    assert sorted(type(each).__name__ for each in found) == ["Conflict", "Merge"]
    assert Merge.objects.unscoped("test").filter(kind="business").count() == 1
    assert [business(id).merged_into_id is None for id in twins].count(True) == 1


def test_a_merge_is_taken_back_once(only_postgresql, twins):  # noqa: F811
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    found = at_once(*[lambda: tried(lambda: unmerge(by=OFFICE, merge=made.id, reason="Berbeda"))] * 2)
    assert sorted(type(each).__name__ for each in found) == ["Conflict", "Merge"]
