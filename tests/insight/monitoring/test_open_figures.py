"""/data/program/: what everyone may read of a programme, from what was published alone."""

import datetime
import json

import pytest
import time_machine
from django.db import DatabaseError, transaction
from tests.insight.monitoring.offices import COMPOSITE, TOO_MUCH, TYPED, defines

from dampingi.engines.disclosure import LEAST
from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.editions import FEWEST, told_figure
from dampingi.insight.monitoring.models import FigureEdition
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import values
from dampingi.records.mentoring.models import Outcome

pytestmark = pytest.mark.django_db
PAGE, PUBLISH = "/data/program/", "/data/program/terbit/"
JULY = datetime.date(2026, 7, 31)


def _publish(client, **told):
    return client.post(PUBLISH, {"program": "WUB-2026"} | told)


def test_before_anything_was_published_the_page_says_so(readers, client):
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Belum ada edisi" in page.content.decode()


def test_the_office_publishes_the_last_whole_month_and_everyone_reads_it(enter, readers):
    assert _publish(enter("publisher")).status_code == 302
    made = FigureEdition.objects.get()
    assert (made.day, made.number, made.region) == (JULY, 1, readers.programme.region)
    assert made.sha256 == digest(made.data)
    client = enter("publisher")
    client.logout()
    body = client.get(PAGE).content.decode()
    for code in ("participation", "pass_rate"):
        assert catalogue()[code].name in body
    assert made.sha256 in body
    assert "Terbitkan angka bulan lalu" not in body


def test_it_tells_the_figures_of_that_day_rounded(enter, readers):
    _publish(enter("publisher"))
    told = {each["code"]: each for each in FigureEdition.objects.get().data["figures"]}
    period = Period(readers.programme.starts_on, JULY)
    found = values(
        Actor.for_system("test"), programme=readers.programme, region=readers.programme.region, period=period
    )
    figure = found.of("participation")
    assert told["participation"]["value"] == str(round(figure.value, 2))
    assert told["participation"]["of"] % LEAST == 0


@pytest.mark.parametrize(("n", "d", "told"), [
    (0, FEWEST - 1, False), (1, 100, False), (LEAST - 1, 100, False), (100 - LEAST + 1, 100, False),
    (0, 100, True), (100, 100, True), (LEAST, 100, True), (0, 0, False),
])  # fmt: skip
def test_a_figure_that_points_at_few_is_not_told(n, d, told):
    found = told_figure(catalogue()["pass_rate"], Figure(n, d), d, None)
    assert (found["value"] is not None) == told
    assert (found["of"] is not None) == told


def test_rupiah_are_no_people():
    assert (
        told_figure(catalogue()["turnover_change"], Figure(5_000_000, 60_000_000), 3, None)["value"] is None
    )
    assert (
        told_figure(catalogue()["turnover_change"], Figure(5_000_000, 60_000_000), 30, None)["value"]
        == "0.08"
    )


def test_what_happens_later_changes_no_edition(enter, readers):
    office = enter("publisher")
    _publish(office)
    before = office.get(PAGE).context["figures"]
    Outcome.objects.unscoped("test").update(achieved=False)
    assert office.get(PAGE).context["figures"] == before


def test_the_same_month_again_needs_a_reason_and_another_figure(enter, readers):
    office = enter("publisher")
    _publish(office)
    _publish(office)
    _publish(office, alasan="Salah ketik")
    assert FigureEdition.objects.count() == 1
    Outcome.objects.unscoped("test").update(achieved=False)
    _publish(office, alasan="Hasil dicabut setelah pemeriksaan")
    assert [e.number for e in FigureEdition.objects.order_by("number")] == [1, 2]
    body = office.get(PAGE).content.decode()
    assert "Hasil dicabut" in body
    first = office.get(f"{PAGE}?program=WUB-2026&edisi=2026-07.1")
    assert first.status_code == 200
    assert "Ada edisi yang lebih baru" in first.content.decode()


def test_what_an_office_combines_or_types_is_not_published_and_hinders_nothing(enter, readers):
    for body in (COMPOSITE, TYPED, TOO_MUCH):
        defines(readers.programme.region, body)
    assert _publish(enter("publisher")).status_code == 302
    told = {each["code"] for each in FigureEdition.objects.get().data["figures"]}
    assert TOO_MUCH["code"] in told
    assert not told & {COMPOSITE["code"], TYPED["code"]}


def test_the_database_refuses_to_change_an_edition(enter, readers):
    _publish(enter("publisher"))
    with pytest.raises(DatabaseError), transaction.atomic():
        FigureEdition.objects.update(reason="x")


def test_files_hold_what_the_hash_is_of(enter, readers):
    office = enter("publisher")
    _publish(office)
    made = FigureEdition.objects.get()
    file = office.get(f"{PAGE}?unduh=json")
    assert digest(json.loads(file.content)) == made.sha256
    lines = office.get(f"{PAGE}?unduh=csv").content.decode().splitlines()
    assert len(lines) == 1 + len(made.data["figures"])
    assert office.get(f"{PAGE}?unduh=exe").status_code == 404


@pytest.mark.parametrize("query", ["?program=TIDAK-ADA", "?program=WUB-2026&edisi=9999-12.1", "?edisi=x"])
def test_what_was_not_published_is_said_without_a_500(enter, readers, query):
    _publish(enter("publisher"))
    assert enter("publisher").get(PAGE + query).status_code == 404


def test_before_the_first_month_is_over_there_is_nothing_to_publish(enter, readers):
    with time_machine.travel(datetime.datetime(2026, 2, 20, 3, tzinfo=datetime.UTC), tick=False):
        _publish(enter("publisher"))
    assert not FigureEdition.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 403), ("partner", 403), ("participant", 403), ("elsewhere", 404), ("office", 404)],
)
def test_only_the_office_publishes(enter, readers, who, status):
    assert _publish(enter(who)).status_code == status
    assert not FigureEdition.objects.exists()
