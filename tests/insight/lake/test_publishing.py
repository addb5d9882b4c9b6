"""What stands in the files after publishing, and what is written again."""

import json

import duckdb
import pytest

from dampingi.engines.lake import Manifest
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.lake.layout import layout
from dampingi.insight.lake.models import LakeEdition
from dampingi.records.mentoring.models import Visit
from tests.insight.lake.conftest import SYSTEM
from tests.insight.scattered import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path):
    return tmp_path / "lake"


def manifest(root, place):
    return Manifest.read((root / "cities" / f"{place}.json").read_bytes())


def test_every_row_is_in_the_file_of_its_place_and_year(scattered, publish, root):
    publish()
    found = duckdb.sql(
        f'SELECT city, year, count(*), min(region), max(region), min(year("on")), max(year("on")) '
        f"FROM read_parquet('{root}/tables/visit/**/*.parquet', hive_partitioning=true, hive_types_autocast=false) GROUP BY ALL"
    ).fetchall()
    assert sum(row[2] for row in found) == Visit.objects.unscoped("test").count() > 0
    for city, year, _n, low, high, first, last in found:
        assert low.startswith(city)
        assert high.startswith(city)
        assert int(year) == first == last


def test_types_are_real_ones(scattered, publish, root):
    publish()
    told = {
        row[0]: row[1]
        for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{root}/tables/growth/**/*.parquet'").fetchall()
    }
    assert (told["month"], told["confirmed_at"], told["baseline"], told["turnover"], told["weeks"]) == (
        "DATE", "TIMESTAMP WITH TIME ZONE", "BOOLEAN", "BIGINT", "SMALLINT",
    )  # fmt: skip


def test_rows_are_sorted_by_region(scattered, publish, root):
    publish()
    for path in root.glob("tables/visit/**/*.parquet"):
        regions = [row[0] for row in duckdb.sql(f"SELECT region FROM '{path}'").fetchall()]
        assert regions == sorted(regions)


def test_no_id_and_no_name_leaves(scattered, publish, root):
    publish()
    people = {e.person_id.hex for e in scattered.enrolments} | {e.id.hex for e in scattered.enrolments}
    for path in root.glob("tables/**/*.parquet"):
        for row in duckdb.sql(f"SELECT * FROM '{path}'").fetchall():
            for value in row:
                assert str(value).replace("-", "") not in people
                assert "Peserta" not in str(value)
                assert "Pendamping" not in str(value)


def test_unchanged_files_stay_and_only_what_changed_is_written(scattered, publish, root):
    first = publish()
    before = {p: p.stat().st_mtime_ns for p in root.glob("tables/**/*.parquet")}
    again = publish()
    assert again[0].written == 0
    assert {p: p.stat().st_mtime_ns for p in root.glob("tables/**/*.parquet")} == before
    visit = Visit.objects.unscoped("test").filter(region__startswith="32.76").first()
    Visit.objects.unscoped("test").filter(id=visit.id).update(minutes=visit.minutes + 1)
    third = publish()
    changed = set(root.glob("tables/**/*.parquet")) - set(before)
    assert [p.relative_to(root).parts[1:4] for p in changed] == [("visit", "province=32", "city=32.76")]
    assert third[0].written == Visit.objects.unscoped("test").filter(region__startswith="32.76").count()
    assert [e.seq for e in first + again + third if e.place == "32.76"] == [1, 2, 3]


def test_a_file_is_kept_for_one_more_edition_and_then_removed(scattered, publish, root):
    publish()
    old = next(iter(root.glob("tables/visit/province=32/city=32.76/*/*.parquet")))
    Visit.objects.unscoped("test").filter(region__startswith="32.76").update(minutes=7)
    publish()
    assert old.exists()
    publish()
    assert not old.exists()


def test_an_edition_lists_only_whole_files(scattered, publish, root):
    publish()
    for place in ("32.76", "32.77"):
        for files in manifest(root, place).tables.values():
            for each in files:
                assert (root / each.path).stat().st_size == each.bytes
                assert duckdb.sql(f"SELECT count(*) FROM '{root / each.path}'").fetchall() == [(each.rows,)]


def test_whole_writes_all_again_to_the_same_bytes(scattered, publish, root):
    publish()
    before = manifest(root, "32.76").paths
    assert publish(whole=True)[0].written > 0
    assert manifest(root, "32.76").paths == before


def test_one_place_alone(scattered, publish, root):
    assert [each.place for each in publish(place="32.77")] == ["32.77"]
    assert [p.name for p in (root / "cities").iterdir()] == ["32.77.json"]


def test_a_place_of_another_office_is_refused(scattered, publish):
    with pytest.raises(Refused, match=r"33\.74"):
        publish(place="33.74")


def test_rows_of_elsewhere_stand_at_home(scattered, publish, root):
    """A cooperative of another province is in the office's register; its place's edition is another office's."""
    publish()
    assert not (root / "cities" / "33.74.json").exists()
    assert "33.74.01.1001" in {
        row[0]
        for row in duckdb.sql(
            f"SELECT region FROM '{root}/tables/cooperative/province=32/city=32/**/*.parquet'"
        ).fetchall()
    }


def test_another_offices_edition_is_not_overwritten(scattered, publish, root, settings):
    publish()
    settings.LAKE_KEY = "of another office"
    with pytest.raises(Refused, match="kantor lain"):
        publish()


def test_another_key_gives_other_pseudonyms(scattered, publish, root, settings, tmp_path):
    publish()
    ours = _ids(root)
    settings.LAKE_KEY = "of another office"
    publish(to=str(tmp_path / "other"))
    assert not ours & _ids(tmp_path / "other")


def _ids(root):
    return {row[0] for row in duckdb.sql(f"SELECT id FROM '{root}/tables/enrolment/**/*.parquet'").fetchall()}


def test_two_at_once_the_second_is_refused_before_it_replaces_anything(scattered, publish, root, monkeypatch):
    from dampingi.insight.lake import actions

    publish()
    monkeypatch.setattr(actions, "_number", lambda *_: 1)
    before = (root / "cities" / "32.76.json").read_bytes()
    with pytest.raises(Conflict):
        publish()
    assert (root / "cities" / "32.76.json").read_bytes() == before


def test_an_emptied_folder_is_counted_on(scattered, publish, root, tmp_path):
    publish()
    root.rename(tmp_path / "gone")
    assert {each.seq for each in publish()} == {2}


def test_it_is_in_the_audit_log(scattered, publish):
    made = publish(place="32.77")[0]
    event = AuditEvent.objects.get(action="publish_lake")
    assert (event.subject_id, event.region) == (str(made.id), "32.77")
    assert LakeEdition.objects.get().rows == made.rows


def test_who_may(scattered, publish):
    with pytest.raises(Denied):
        publish(by=actor_of(scattered.users[0], on=TODAY), place="32.76")


def test_the_schema_stands_beside(scattered, publish, root):
    publish()
    told = json.loads((root / "schema.json").read_text())
    assert set(told["tables"]) == set(layout())
    assert told["tables"]["visit"]["minutes"]["meaning"]


def test_says_who_publishes_by_default():
    assert SYSTEM.label
