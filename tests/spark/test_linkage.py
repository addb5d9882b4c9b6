"""The linkage on two workers finds what it finds on one machine: the same pairs, levels, weights and groups."""

import pyarrow as pa
import pytest
from benchmarks._linkage_records import make

from dampingi.engines.linkage import default_model
from dampingi.engines.linkage.distributed import link_lists_on_spark, link_on_spark
from dampingi.engines.linkage.features import Unusable, features
from dampingi.engines.linkage.keyed import keyed
from dampingi.engines.linkage.linking import link, link_lists

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def records():
    """In the order of ids, which is the order rows are numbered in on a cluster."""
    return make(800, 11).drop_columns(["truth", "person"]).sort_by("id")


@pytest.fixture(scope="module")
def here(records):
    return link(records, threads=1)


@pytest.fixture(scope="module")
def there(spark, records):
    return link_on_spark(spark, spark.createDataFrame(records).repartition(4))


def test_the_same_pairs_are_compared(here, there):
    assert there.blocking == here.blocking
    assert here.blocking.pairs > 1_000


def test_the_same_pairs_are_found_with_the_same_levels_and_weights(here, there):
    one, other = ({(p["left"], p["right"]): p for p in links.pairs.to_pylist()} for links in (here, there))
    assert one.keys() == other.keys()
    assert len(one) > 50
    for pair, told in one.items():
        for name, value in told.items():
            if isinstance(value, float):
                assert other[pair][name] == pytest.approx(value, abs=1e-9), (pair, name)
            else:
                assert other[pair][name] == value, (pair, name)


@pytest.mark.parametrize("at_least", [0.5, 0.6, 0.9])
def test_the_groups_are_the_same(here, there, at_least):
    assert there.clusters(at_least) == here.clusters(at_least) != []


def test_what_cannot_be_used_is_told(spark, records):
    with pytest.raises(Unusable, match="phones"):
        link_on_spark(spark, spark.createDataFrame(records.drop_columns(["phones"])))
    with pytest.raises(Unusable, match="same id"):
        link_on_spark(spark, spark.createDataFrame(pa.concat_tables([records.slice(0, 2)] * 2)))


def test_another_model_weighs_otherwise_there_too(spark, records):
    """The model given is the one the workers use."""
    model = default_model()
    twice = type(model).from_json(model.to_json())
    object.__setattr__(twice, "repeats", model.repeats / 4)
    few = records.slice(0, 200)
    one, other = link(few, model=twice), link_on_spark(spark, spark.createDataFrame(few), model=twice)
    assert one.pairs.column("weight").to_pylist() == pytest.approx(other.pairs.column("weight").to_pylist(), abs=1e-9)  # fmt: skip


def test_lists_of_tokens_are_joined_as_on_one_machine(spark, records):
    """Three cities' extracts: pairs between cities only, the same on both."""
    made = [features(records.take(pa.array(range(n, records.num_rows, 3)))) for n in range(3)]
    lists = [keyed(each, each["id"].to_pylist(), b"k" * 32) for each in made]
    one = link_lists(lists)
    other = link_lists_on_spark([spark.createDataFrame(each) for each in lists])
    assert other.blocking == one.blocking
    said, told = ([(p["left"], p["right"]) for p in links.pairs.to_pylist()] for links in (one, other))
    assert sorted(told) == sorted(said) != []
    assert other.pairs.column("weight").to_pylist() == pytest.approx(one.pairs.column("weight").to_pylist(), abs=1e-9)  # fmt: skip
    with pytest.raises(Unusable, match="same id"):
        link_lists_on_spark([spark.createDataFrame(lists[0].slice(0, 2))] * 2)
