"""The synthetic country: real codes, exact sums, the same bytes again, and figures that the indicator library finds as they were drawn."""

import datetime
import json

import duckdb
import numpy as np
import pytest

from dampingi.cli import main
from dampingi.demo.country import making
from dampingi.demo.country.making import make_country
from dampingi.demo.country.places import shared_out, sizes
from dampingi.engines.indicators import DUCKDB, Shape, compile_figures
from dampingi.engines.lake import Manifest
from dampingi.foundation.regions.actions import villages
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.facts.tables import SOURCES, tables
from dampingi.insight.lake.layout import kinds_of, layout
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from tests.insight.facts.engines import due_and_home

BALI = 4_000


@pytest.fixture(scope="module")
def columns():
    return {name: dict(table.columns) for name, table in layout().items()}


@pytest.fixture(scope="module")
def island(tmp_path_factory, columns):
    root = tmp_path_factory.mktemp("country")
    made = make_country(
        root, villages(within="51"), businesses=BALI, share=0.3, seed=7, layout=columns, workers=1
    )
    return root, made


def test_every_city_has_its_place_and_the_businesses_add_up():
    shared = sizes(villages(), 1_000_000, seed=1)
    assert len(shared) == 514
    assert len({city[:2] for city in shared}) == 38
    assert sum(int(counts.sum()) for _codes, counts in shared.values()) == 1_000_000


def test_places_differ_as_in_life():
    counts = np.sort(np.concatenate([c for _v, c in sizes(villages(within="32"), 500_000, seed=1).values()]))
    tenth = counts[-len(counts) // 10 :].sum() / counts.sum()
    assert 0.3 < tenth < 0.6


@pytest.mark.parametrize("whole", [0, 1, 7, 1000])
def test_shares_are_whole_and_add_up(whole):
    counts = shared_out(whole, np.array([1.0, 1.0, 1.0, 0.0]))
    assert counts.sum() == whole
    assert counts[3] == 0
    assert counts.max() - counts[:3].min() <= 1


def test_one_seed_is_one_country(tmp_path, columns):
    def hashes(name, seed):
        root = tmp_path / name
        make_country(root, villages(within="51.71"), businesses=300, seed=seed, layout=columns, workers=1)
        return sorted(str(p.relative_to(root)) for p in root.rglob("*.parquet"))

    assert hashes("one", 3) == hashes("again", 3) != hashes("other", 4)


def test_several_processes_that_are_replaced_on_the_way_make_the_same(tmp_path, columns, island, monkeypatch):
    """Once they waited for each other for ever when the first had made its share."""
    monkeypatch.setattr(making, "AT_MOST", 2)
    made = make_country(
        tmp_path, villages(within="51"), businesses=BALI, share=0.3, seed=7, layout=columns, workers=2
    )
    assert made == island[1]
    assert len(made) > 2 * 2


def test_an_edition_lists_its_files_and_every_table(island):
    root, made = island
    for each in made:
        edition = Manifest.read((root / f"cities/{each.city}.json").read_bytes())
        assert set(edition.tables) == set(SOURCES)
        assert edition.rows == each.rows
        assert all((root / path).stat().st_size for path in edition.paths)
    listed = {
        p for each in made for p in Manifest.read((root / f"cities/{each.city}.json").read_bytes()).paths
    }
    assert listed == {str(p.relative_to(root)) for p in root.rglob("*.parquet")}


def test_people_stay_in_their_city(island):
    root, made = island
    for each in made[:3]:
        files = f"{root}/tables/visit/*/city={each.city}/*/*.parquet"
        held = f"{root}/tables/enrolment/*/city={each.city}/*/*.parquet"
        with duckdb.connect() as own:  # the one all share must be left as it was
            lost = own.execute(
                f"SELECT count(*) FROM '{files}' v ANTI JOIN '{held}' e ON v.enrolment_id = e.id AND v.region = e.region"
            ).fetchall()
        assert lost == [(0,)]


@pytest.mark.django_db
def test_the_indicators_find_what_was_drawn(island):
    root, _made = island
    told = json.loads((root / "truth.json").read_text())
    db = _opened(root)

    period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    middles = period.middles()
    bound = {
        "start": period.start, "until": period.end, "instant": period.instant("51"), **due_and_home(),
        **{f"month{n}": day for n, day in enumerate(middles)},
    }  # fmt: skip
    for code, whole in told["whole"].items():
        indicator = catalogue()[code]
        question = compile_figures(
            [indicator], ("city",), dataset=DATASETS[indicator.dataset], tables=tables(), dialect=DUCKDB,
            shape=Shape(months=len(middles), spans=True),
        )  # fmt: skip
        asked = {name: value for name, value in bound.items() if f"${name}" in question.sql}
        found = {city: [int(n), int(d)] for city, n, d in db.execute(question.sql, asked).fetchall()}
        assert found == {city: of[code] for city, of in told["cities"].items()}, code
        assert [sum(pair[0] for pair in found.values()), sum(pair[1] for pair in found.values())] == whole


def test_the_command_writes_a_lake_and_refuses_to_stand_beside_another(tmp_path, capsys):
    asked = [
        "country",
        "--businesses",
        "1k",
        "--within",
        "51.71",
        "--workers",
        "1",
        "--to",
        str(tmp_path / "lake"),
    ]
    assert main(asked) == 0
    assert "truth.json" in capsys.readouterr().out
    assert (tmp_path / "lake/cities/51.71.json").exists()
    assert json.loads((tmp_path / "lake/truth.json").read_text())["businesses"] == 1_000
    assert main(asked) == 0, "once more over its own"
    (tmp_path / "other").mkdir()
    (tmp_path / "other/cities").mkdir()
    assert main([*asked[:-1], str(tmp_path / "other")]) == 1
    assert "kosong" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--businesses", "0"], "1m"), (["--businesses", "999m"], "100m"), (["--businesses", "viele"], "1m"), (["--share", "2"], "0 to 1"),
        (["--share", "nan"], "0 to 1"), (["--within", "99"], "99"), (["--within", "x"], "x"),
    ],
)  # fmt: skip
def test_the_command_says_what_to_write(tmp_path, capsys, wrong, said):
    assert main(["country", "--to", str(tmp_path / "lake"), *wrong]) != 0
    assert said in capsys.readouterr().err


def _opened(root):
    """As every reader of a lake does: what stays in the office is an empty column."""
    db = duckdb.connect()
    for name, table in layout().items():
        files = [str(p) for p in root.glob(f"tables/{name}/*/*/*/*.parquet")]
        columns = ", ".join(
            f'"{column}"' if files and column in table.columns else f'NULL::{_kind(kind)} AS "{column}"'
            for column, kind in kinds_of(table.model).items()
        )
        held = f"FROM read_parquet({files}, hive_partitioning=false)" if files else "WHERE false"
        db.execute(f"CREATE VIEW {table.model._meta.db_table} AS SELECT {columns} {held}")
    return db


def _kind(kind):
    named = {"flag": "BOOLEAN", "day": "DATE", "instant": "TIMESTAMPTZ"}
    return named.get(kind, "BIGINT" if kind.startswith("int") else "VARCHAR")
