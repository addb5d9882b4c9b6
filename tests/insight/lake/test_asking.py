"""Figures from the lake are those of the office's own database to the last digit: every indicator of every dataset, every grouping."""

import datetime
import json

import pytest

from dampingi.engines.indicators import Figure
from dampingi.engines.lake import SCHEMA, Pseudonyms
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Denied, Refused
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.keys import lake_key
from dampingi.insight.lake.spark import Spark
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import values
from dampingi.records.programmes.models import Programme
from tests.insight.scattered import START, TODAY

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
SO_FAR = Period(START, TODAY)


@pytest.fixture(scope="module")
def store(scattered, tmp_path_factory):
    """The city with its two programmes, published once."""
    where = str(tmp_path_factory.mktemp("lake"))
    publish_lake(by=SYSTEM, to=where)
    return store_at(where)


@pytest.fixture
def asked(store):
    def now(codes, grouping=(), region="32", period=SO_FAR, by=SYSTEM, at=store):
        return ask(by, codes, grouping, store=at, engine=Duck(at), period=period, region=region, persons=True)

    return now


def live(codes, grouping, region="32"):
    """Of both programmes together; what belongs to a place is counted once, whatever programmes run there."""
    first, other = (
        values(SYSTEM, codes, grouping, programme=programme, region=region, period=SO_FAR).figures
        for programme in Programme.objects.order_by("-code")
    )
    of_place = DATASETS[catalogue()[codes[0]].dataset].of_place
    found = {code: {} for code in codes}
    for code in codes:
        for told in (first, other):
            for key, figure in told[code].items():
                hidden = tuple(map(_hidden, grouping, key))
                found[code][hidden] = figure if of_place else found[code].get(hidden, Figure(0, 0)) + figure
        if of_place and "mentor" in grouping:
            _nobodys(found[code], first[code])
    return found


def _nobodys(found, told):
    """Each programme knows its own mentors and calls all others' work nobody's: what is nobody's for both."""
    whole = sum(told.values(), Figure(0, 0))
    named = sum((figure for key, figure in found.items() if key != ("",)), Figure(0, 0))
    found[("",)] = Figure(whole.numerator - named.numerator, whole.denominator - named.denominator)
    if found[("",)] == Figure(0, 0):
        del found[("",)]


def _hidden(name, text):
    return Pseudonyms(lake_key()).of(text) if name == "mentor" and text else text


@pytest.mark.parametrize("dataset", DATASETS)
def test_equals_the_offices_own(asked, dataset):
    members = [i for i in catalogue().values() if i.dataset == dataset]
    for grouping in [(), *((name,) for name in sorted({g for i in members for g in i.groupings}))]:
        codes = [i.code for i in members if set(grouping) <= set(i.groupings)]
        assert asked(codes, grouping).figures == live(codes, grouping)


@pytest.mark.spark
@pytest.mark.parametrize("dataset", ["accompaniment", "enrolments", "growth", "cooperatives", "shares"])
def test_spark_answers_what_duckdb_does(asked, store, spark, dataset):
    """A state, events, months, moments and prices; tests/insight/facts asks Spark everything."""
    members = [i for i in catalogue().values() if i.dataset == dataset]
    for grouping in [(), ("city",)]:
        codes = [i.code for i in members if set(grouping) <= set(i.groupings)]
        found = ask(
            SYSTEM,
            codes,
            grouping,
            store=store,
            engine=Spark(store),
            period=SO_FAR,
            region="32",
            persons=True,
        )
        assert found.figures == asked(codes, grouping).figures


def test_every_dataset_has_something_to_compare(asked):
    """An empty lake would equal an empty office."""
    counted = [i.code for i in catalogue().values() if i.dataset]
    found = asked(counted).figures
    assert len(counted) > 50
    assert [code for code in counted if not found[code]] == []


def test_narrowed_to_a_kecamatan(asked):
    codes = ["visits_per_participant", "pass_rate"]
    for code in codes:
        assert asked([code], (), "32.76.05").figures == live([code], (), "32.76.05")


def test_a_programme_of_another_year_is_not_counted(asked, scattered):
    Programme.objects.filter(code="WUB-LAIN").update(starts_on=datetime.date(2025, 1, 1))
    before = asked(["pass_rate"], (), period=Period(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)))
    assert before.figures == {"pass_rate": {}}


def test_it_says_of_which_day_each_place_is(asked):
    assert [each.place for each in asked(["pass_rate"], (), "32.76").editions] == ["32", "32.76"]
    assert {each.place for each in asked(["pass_rate"]).editions} == {"32", "32.76", "32.77"}


def test_only_listed_files_are_read(asked, store, tmp_path):
    """A file that another publishing is just writing does not count yet."""
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(store.url, copy)
    one = next(copy.glob("tables/visit/province=32/city=32.76/*/*.parquet"))
    shutil.copy(one, one.with_name("half-written.parquet"))
    assert (
        asked(["visits_per_participant"], at=store_at(str(copy))).figures
        == asked(["visits_per_participant"]).figures
    )


def test_a_lost_file_is_said_in_words(asked, store, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(store.url, copy)
    for one in copy.glob("tables/visit/**/*.parquet"):
        one.unlink()
    with pytest.raises(Refused, match="--whole"):
        asked(["visits_per_participant"], at=store_at(str(copy)))


def test_an_older_edition_without_a_column_is_read(asked, store, tmp_path):
    """As if `minutes` had been added to visits since."""
    import shutil

    import pyarrow.parquet as pq

    copy = tmp_path / "copy"
    shutil.copytree(store.url, copy)
    for one in copy.glob("tables/visit/**/*.parquet"):
        pq.write_table(pq.read_table(one, partitioning=None).drop_columns(["minutes"]), one)
    for one in copy.glob("cities/*.json"):
        told = json.loads(one.read_text())
        told["schema"] = 0
        told["tables"]["visit"]["columns"].remove("minutes")
        one.write_text(json.dumps(told))
    assert (
        asked(["visits_per_participant"], at=store_at(str(copy))).figures
        == asked(["visits_per_participant"]).figures
    )


def test_a_newer_edition_is_refused(asked, store, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(store.url, copy)
    one = copy / "cities/32.76.json"
    one.write_text(json.dumps(json.loads(one.read_text()) | {"schema": SCHEMA + 1}))
    with pytest.raises(Refused, match="Perbarui aplikasi"):
        asked(["pass_rate"], at=store_at(str(copy)))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"codes": ["nothing"]}, "tidak dapat dihitung dari danau data"),
        ({"codes": ["report_punctuality"], "grouping": ("sex",)}, "tidak dapat dikelompokkan"),
        ({"codes": ["pass_rate"], "region": "33.74"}, "Belum ada edisi"),
        ({"codes": ["pass_rate"], "region": "'; DROP"}, "Belum ada edisi"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, told, said):
    with pytest.raises(Refused, match=said):
        asked(**told)


def test_who_may(asked, scattered):
    with pytest.raises(Denied):
        asked(["pass_rate"], by=actor_of(scattered.users[0], on=TODAY))
