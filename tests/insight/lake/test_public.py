"""The public edition: figures of cities, rounded, nothing that points at few, with their metadata beside them."""

import csv
import datetime
import io
import json

import pytest
import time_machine

from dampingi.engines.disclosure import LEAST
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.public import publish_public
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from tests.insight.scattered import TODAY

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _next_year():
    with time_machine.travel(datetime.datetime(2027, 1, 5, 3, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def store(scattered, tmp_path):
    publish_lake(by=SYSTEM, to=str(tmp_path / "lake"))
    return store_at(str(tmp_path / "lake"))


@pytest.fixture
def public(store, tmp_path):
    to = store_at(str(tmp_path / "open"))
    publish_public(SYSTEM, store=store, engine=Duck(store), to=to, year=2026)
    return to.root


def lines(root, code):
    found = catalogue()[code]
    text = (root / f"{found.dataset}/{code}-2026.csv").read_text("utf-8-sig")
    return {line["kode_wilayah"]: line for line in csv.DictReader(io.StringIO(text))}


def test_figures_are_rounded_and_small_ones_are_not_told(public, store):
    hidden = told = 0
    for code, indicator in catalogue().items():
        if not indicator.dataset or "city" not in indicator.groupings:
            continue
        exact = ask(SYSTEM, [code], ("city",), store=store, engine=Duck(store), period=YEAR).figures[code]
        for city, line in lines(public, code).items():
            figure = exact[(city,)]
            if line["nilai"] == "x":
                hidden += 1
                assert line["dari_sekitar"] == "x"
                continue
            told += 1
            assert figure.denominator >= 2 * LEAST
            if indicator.kind == "proportion":
                assert not any(
                    0 < n < LEAST for n in (figure.numerator, figure.denominator - figure.numerator)
                )
            if line["dari_sekitar"] != "x":
                assert int(line["dari_sekitar"]) % LEAST == 0
    assert hidden
    assert told


def test_no_row_no_sum_and_no_smaller_place_is_in_it(public):
    for path in public.rglob("*.csv"):
        for line in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))):
            assert len(line["kode_wilayah"]) == 5


def test_metadata_stand_beside_every_table(public):
    tables = list(public.rglob("*.csv"))
    assert tables
    listed = json.loads((public / "tahun/2026.json").read_text())["tabel"]
    assert listed == sorted(path.relative_to(public).as_posix() for path in tables)
    for path in tables:
        told = json.loads(path.with_suffix(".json").read_text())
        for name in (
            "judul",
            "produsen_data",
            "definisi",
            "satuan",
            "periode",
            "kode_rujukan",
            "lisensi",
            "kontak",
            "kolom",
            "pengungkapan",
        ):
            assert told[name], name
        assert set(told["kolom"]) == set(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))).fieldnames)


def test_it_is_in_the_audit_log(public):
    assert AuditEvent.objects.get(action="publish_lake_figures").detail["figures"] > 0


@pytest.mark.parametrize("year", [2027, 2028, 9999, 1999, 0, -1])
def test_a_year_that_is_not_over_is_not_told(store, tmp_path, year):
    """Two editions of a running year could be subtracted."""
    with pytest.raises(Refused, match="sudah berakhir"):
        publish_public(SYSTEM, store=store, engine=Duck(store), to=store_at(str(tmp_path / "x")), year=year)
    assert not (tmp_path / "x").exists()


def test_a_year_is_told_once(public, store):
    with pytest.raises(Refused, match="sudah terbit"):
        publish_public(SYSTEM, store=store, engine=Duck(store), to=store_at(str(public)), year=2026)
    for part in ("32", "32.76"):
        with pytest.raises(Refused, match="sudah terbit"):
            publish_public(
                SYSTEM, store=store, engine=Duck(store), to=store_at(str(public)), year=2026, region=part
            )
    (public / "tahun/2026.json").unlink()
    publish_public(SYSTEM, store=store, engine=Duck(store), to=store_at(str(public)), year=2026)


def test_only_whole_cities_are_told(store, tmp_path):
    with pytest.raises(Refused, match="utuh"):
        publish_public(
            SYSTEM, store=store, engine=Duck(store), to=store_at(str(tmp_path / "x")), year=2026, region="32.76.05"
        )  # fmt: skip
    assert not list(tmp_path.rglob("*.csv"))


def test_who_may(store, scattered, tmp_path):
    with pytest.raises(Denied):
        publish_public(
            actor_of(scattered.users[0], on=TODAY),
            store=store,
            engine=Duck(store),
            to=store_at(str(tmp_path)),
            year=2026,
        )
