"""The same lake in a bucket: published, asked, and published again, over the protocol and no folder."""

import pytest

from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.periods import Period
from tests.insight.lake.bucket import bucket_server
from tests.insight.lake.conftest import SYSTEM
from tests.insight.scattered import START, TODAY

pytestmark = pytest.mark.django_db
WHERE = "s3://lake/offices"


@pytest.fixture
def objects(monkeypatch):
    with bucket_server() as (address, held):
        told = {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "id",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "local",
        }
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        yield held


def _asked(where):
    store = store_at(where)
    codes = ["pass_rate", "visits_per_participant"]
    return [
        ask(SYSTEM, [c], ("city",), store=store, engine=Duck(store), period=Period(START, TODAY)).figures
        for c in codes
    ]


def test_a_bucket_answers_as_a_folder_does(scattered, objects, tmp_path):
    publish_lake(by=SYSTEM, to=WHERE)
    publish_lake(by=SYSTEM, to=str(tmp_path))
    assert "lake/offices/cities/32.76.json" in objects
    assert _asked(WHERE) == _asked(str(tmp_path))


def test_what_is_unchanged_is_not_sent_again(scattered, objects):
    publish_lake(by=SYSTEM, to=WHERE)
    files = {name for name in objects if name.endswith(".parquet")}
    again = publish_lake(by=SYSTEM, to=WHERE)
    assert (again[0].seq, again[0].written) == (2, 0)
    assert {name for name in objects if name.endswith(".parquet")} == files
