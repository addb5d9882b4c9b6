import datetime

import pytest
import time_machine

from dampingi.engines.linkage import default_model
from dampingi.records.duplicates.actions.versions import stored_version
from dampingi.records.duplicates.models import Pair
from tests.records.conftest import HERE, NEXT
from tests.records.duplicates.conftest import registered
from tests.records.duplicates.test_search import twin

LEVELS = dict.fromkeys(default_model().levels, "unknown") | {
    "name": "spelt", "owner": "shortened", "phone": "same", "address": "other", "place": "same_kecamatan", "product": "same",
}  # fmt: skip


@pytest.fixture
def likely(town):
    """A pair across two kelurahan of the town's kecamatan, as a search would have left it."""
    two = registered(
        town.origin,
        twin("Warung Bu Sari", "Hj. Sari Dewi", "+628111000001", HERE, product="keripik singkong"),
        twin("Warung Sari", "Sari Dewi", "+628111000001", NEXT, product="keripik singkong"),
    )
    left, right = sorted(two, key=str)
    return Pair.objects.create(
        left_id=left, right_id=right, probability=0.97, weight=5.0, prior=-13.0, levels=LEVELS, model=stored_version(),
        hash="0" * 64,
    )  # fmt: skip


@pytest.fixture
def ticking():
    """The town's day with a clock that goes on: what is set later holds."""
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield
