"""The public edition: figures of cities, rounded, nothing that points at few, with their metadata beside them."""

import csv
import io
import json

import pytest

from dampingi.engines.disclosure import LEAST
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.public import publish_public
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from tests.insight.scattered import START, TODAY

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
SO_FAR = Period(START, TODAY)


@pytest.fixture
def store(scattered, tmp_path):
    publish_lake(by=SYSTEM, to=str(tmp_path / "lake"))
    return store_at(str(tmp_path / "lake"))


@pytest.fixture
def public(store, tmp_path):
    to = store_at(str(tmp_path / "open"))
    publish_public(SYSTEM, store=store, engine=Duck(store), to=to, period=SO_FAR)
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
        exact = ask(SYSTEM, [code], ("city",), store=store, engine=Duck(store), period=SO_FAR).figures[code]
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


def test_who_may(store, scattered, tmp_path):
    with pytest.raises(Denied):
        publish_public(
            actor_of(scattered.users[0], on=TODAY),
            store=store,
            engine=Duck(store),
            to=store_at(str(tmp_path)),
            period=SO_FAR,
        )
