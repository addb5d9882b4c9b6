"""The office publishes its facts and reads them beside others; what everyone may have is fetched by somebody who never logged in."""

import csv
import datetime
import functools
import io
import threading
from collections import defaultdict
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.insight.scattered import scatter

from dampingi.engines.disclosure import LEAST
from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.regions.actions import load_regions
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Programme

pytestmark = pytest.mark.browser
THE_YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
AFTER_IT = datetime.datetime(2027, 1, 15, 3, tzinfo=datetime.UTC)


@pytest.fixture
def office(emptied, settings, tmp_path):
    """Of Depok, with somebody else's city in the same database, and a lake nobody published into yet."""
    settings.LAKE = str(tmp_path / "lake")
    with time_machine.travel(datetime.datetime(2026, 8, 20, 3, tzinfo=datetime.UTC), tick=True):
        load_regions(within="32.76")
        Programme.objects.filter(id=scatter().programme.id).update(region="32.76")
        user = User.objects.create(login="dinas@contoh.id", name="Dinas")
        Assignment.objects.create(user=user, role=Role.OFFICE, region="32.76", starts_on=THE_YEAR.start)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        yield client


@pytest.mark.parametrize("width", [360, 1280])
def test_the_office_publishes_and_reads_its_edition(pages, office, width):
    page = pages(office, viewport={"width": width, "height": 760})
    page.goto("/danau/")
    expect(page.get_by_text("Belum ada edisi")).to_be_visible()
    page.get_by_role("button", name="Terbitkan Kota Depok sekarang").click()
    expect(page.get_by_text("Penerbitan dimulai")).to_be_visible()
    run_waiting()
    page.get_by_label("Indikator").select_option("pass_rate")
    page.get_by_role("button", name="Tampilkan").click()
    row = page.get_by_role("row", name="Kota Depok")
    expect(row).to_contain_text("keadaan 20 Agustus 2026")
    expect(row).to_contain_text("%")
    assert fits(page)


@pytest.fixture
def address():
    """`address(folder)`: where any web server gives that folder's files to anyone."""
    served = []

    def of(folder) -> str:
        handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
        served.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=served[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{served[-1].server_address[1]}"

    yield of
    for server in served:
        server.shutdown()
        server.server_close()


def test_a_stranger_fetches_the_public_edition_and_meets_no_small_figure(
    pages, office, address, settings, tmp_path
):
    with time_machine.travel(AFTER_IT, tick=True):
        call_command("lake", "publish")
        call_command("lake", "publish", "--public", str(tmp_path / "open"))
    stranger = pages().context.request
    assert "/masuk/" in stranger.get("/danau/").url
    open_at, store = address(tmp_path / "open"), store_at(settings.LAKE)
    told = hidden = 0
    for dataset, codes in by_dataset().items():
        asked = ask(
            Actor.for_system("test"), codes, ("city",), store=store, engine=Duck(store), period=THE_YEAR
        )
        for code in codes:
            fetched = stranger.get(f"{open_at}/{dataset}/{code}-2026.csv").body().decode("utf-8-sig")
            for line in csv.DictReader(io.StringIO(fetched)):
                shown = line["nilai"] != "x"
                told, hidden = told + shown, hidden + (not shown)
                exact = asked.figures[code][(line["kode_wilayah"],)]
                assert not (shown and small(exact, catalogue()[code].kind)), (code, line)
    assert told
    assert hidden


def by_dataset() -> dict[str, list[str]]:
    found = defaultdict(list)
    for code, indicator in catalogue().items():
        if indicator.dataset and "city" in indicator.groupings:
            found[indicator.dataset].append(code)
    return found


def small(figure: Figure, kind: str) -> bool:
    """Of so few that it points at them."""
    parts = (figure.numerator, figure.denominator - figure.numerator) if kind == "proportion" else ()
    return figure.denominator < LEAST or any(0 < part < LEAST for part in parts)
