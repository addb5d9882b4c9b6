"""What every test may use. Django is imported late: the engines' tests also run where there is none."""

import contextlib
import copy
import gc
import importlib.util
import os
import shutil
import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""A busy machine draws slowly; how fast something is belongs in benchmarks/."""

with contextlib.suppress(ImportError):
    # OR-Tools brings a log handler that closes the stream it was made with when logging is set up anew: here that would be pytest's own
    from absl import logging as absl_logging

    absl_logging.get_absl_handler().python_handler.stream = sys.__stderr__

SECOND = "DAMPINGI_TEST_SECOND_DATABASE"
"""`bin/test` sets it for the run on PostgreSQL after the one on SQLite; see tests/second.py."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_sessionstart(session):
    """What is loaded while tests are collected stays: the collector only takes a third of the time."""
    gc.disable()


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config, items):
    """A browser test is skipped visibly where there is no browser - but never in CI, where it must run. Slow ones run when asked for."""
    if os.environ.get(SECOND) == "1":
        from tests.second import differs

        config.hook.pytest_deselected(items=[item for item in items if not differs(item)])
        items[:] = filter(differs, items)
    if (workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))) > 1:
        from tests.order import shared_out

        items[:] = shared_out(items, workers)
    if "slow" not in config.option.markexpr:
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes: bin/test -m slow"))
    if os.environ.get("CI") == "true":
        return
    _skip_without_spark(items)
    if browser():
        return
    absent = pytest.mark.skip(reason="no Chromium here (on Debian: apt-get install chromium)")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(absent)


def _skip_without_spark(items):
    from dampingi.engines.spark import Unavailable, missing

    of_spark = [item for item in items if "spark" in item.keywords]
    if of_spark and (problem := missing()):
        for item in of_spark:
            item.add_marker(pytest.mark.skip(reason=str(Unavailable(problem))))


def browser() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@pytest.fixture(scope="session")
def browsing():
    """For `Wire` (tests/browser/wire.py)."""
    from tests.browser.wire import Browsing

    made = Browsing()
    yield made
    made.close()


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """A cluster of two workers, each a process of its own, for all tests of this process; DAMPINGI_TEST_SPARK names another."""
    from tests.cluster import started

    with started(os.environ.get("DAMPINGI_TEST_SPARK", ""), tmp_path_factory.mktemp("spark")) as session:
        yield session


@pytest.fixture(scope="session", autouse=True)
def _own_files(tmp_path_factory):
    """Files that tests store go to a folder of their own, never to the checkout's."""
    if importlib.util.find_spec("django") is None:
        yield
        return
    from django.test import override_settings

    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files"))):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """pytest-django asks for this right before it makes the test database."""
    from tests.migrated import remembered

    with remembered():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from tests.emptied import put_back

    with contextlib.ExitStack() as until_the_end:
        with django_db_blocker.unblock():
            until_the_end.enter_context(put_back())
        yield


@pytest.fixture
def emptied(transactional_db):
    """A database of real transactions, put back afterwards (tests/emptied.py)."""


@pytest.fixture(scope="session")
def _built_city(django_db_setup, django_db_blocker):
    from tests.city import City
    from tests.snapshot import Snapshot

    built = []
    with django_db_blocker.unblock():
        snapshot = Snapshot("city", lambda: built.append(City.built()))
        yield snapshot, built[0]
        snapshot.drop()


@pytest.fixture(scope="module")
def small_city(_built_city, django_db_blocker):
    """The demo city in small (six kelurahan), in a database of its own, built once; each module and test undoes its changes.

    Ask people in by their key: `small_city.client("penyelenggara")`; see tests/city.py.
    """
    from django.db import transaction

    snapshot, built = _built_city
    with django_db_blocker.unblock(), snapshot.seen(), transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def city(small_city, db):
    """`small_city` for one test, whose own changes are undone."""
    return small_city


STANDING = {"_in_town": "_built_town", "_in_office": "_built_office", "_in_hall": "_built_hall"}
"""Whoever asks for the first finds the second standing, unless the test needs a database of real transactions."""


@pytest.fixture(scope="session")
def _built_town(django_db_setup, django_db_blocker):
    from tests.records import town
    from tests.records.conftest import create_town_programme, open_town

    def build():
        origin = open_town()
        return town.build(create_town_programme(), origin)

    yield from _built("town", build, town.NOW, django_db_blocker)


@pytest.fixture(scope="session")
def _built_office(django_db_setup, django_db_blocker):
    from tests.insight.evaluation.conftest import NOW, office_of
    from tests.insight.scattered import scatter

    yield from _built("office", lambda: office_of(scatter()), NOW, django_db_blocker)


@pytest.fixture(scope="session")
def _built_hall(django_db_setup, django_db_blocker):
    from tests.insight.evaluation.conftest import NOW
    from tests.insight.hearings.conftest import open_hall

    yield from _built("hall", open_hall, NOW, django_db_blocker)


def _built(name, build, now, blocker):
    import time_machine

    from tests.snapshot import Snapshot

    built = []
    with blocker.unblock(), time_machine.travel(now, tick=False):
        snapshot = Snapshot(name, lambda: built.append(build()))
    yield snapshot, built[0]
    with blocker.unblock():
        snapshot.drop()


@pytest.fixture
def _in_town():
    """Whoever asks for it (`town` does) finds the town standing."""


@pytest.fixture
def _in_office():
    """Whoever asks for it (`office` of the evaluation does) finds its office and scattered city standing."""


@pytest.fixture
def _in_hall():
    """Whoever asks for it (`hall` does) finds the office with frozen evidence standing."""


@pytest.fixture
def _standing(request):
    """What stands in the database this test sees, as objects of its own; None where the test builds it."""
    asked = next((made for mark, made in STANDING.items() if mark in request.fixturenames), None)
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    marker = request.node.get_closest_marker("django_db")
    if asked is None or real or (marker and marker.kwargs.get("transaction")):
        yield None
        return
    snapshot, built = request.getfixturevalue(asked)
    with request.getfixturevalue("django_db_blocker").unblock(), snapshot.seen():
        yield copy.deepcopy(built)


@pytest.fixture
def _django_db_helper(_standing, _django_db_helper):
    """The database is chosen before the test's transaction begins."""
