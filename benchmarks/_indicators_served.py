"""The dashboard over HTTP: how long after a committed write its figure has changed, and how long a hundred readers wait."""

import datetime
import json
import random
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._server import serving, session_of

READERS = 100
PAGES = {"quick": 3, "whole": 10}
"""Each reader's."""
WRITES = {"quick": 5, "whole": 20}
AT_MOST = {"quick": 60, "whole": 180}
"""Seconds, after which no reader opens another page."""
EVERY = 1.0
"""Seconds between two writes while the others read."""
WARM = 6
"""Times each page is opened before: every process of the server draws its pictures once in its life."""
PATIENCE = 120
LENSES = ("pass_rate", "participation", "turnover_change", "visits_per_participant")
PLACES = ("32.76", "32.76.05", "32.76.06")
CODE = "visits_per_participant"


def served(size: str, folder: Path) -> dict[str, Any]:
    users = _readers()
    with serving() as port:
        pages = [
            page for page in addresses() if all(_get(port, page, users[0])[0] == 200 for _ in range(WARM))
        ]
        writer = Writer(port, users[0])
        alone = [writer.seconds_until_seen() for _ in range(WRITES[size])]
        told, loaded = _read(port, pages, users, writer, size, folder)
    if told["failed"]:
        raise AssertionError(f"{len(told['failed'])} pages failed, the first: {told['failed'][0]}")
    return {
        "freshness_s": round(max(alone), 3),
        "freshness_median_s": round(statistics.median(alone), 3),
        "freshness_with_readers_s": round(max(loaded), 3) if loaded else None,
        "dashboard_p95_ms": round(statistics.quantiles(told["times"], n=20)[-1], 1),
        "dashboard_median_ms": round(statistics.median(told["times"]), 1),
        "dashboard_pages_per_s": round(len(told["times"]) / told["seconds"], 1),
        "dashboard_pages": len(told["times"]),
        "readers": READERS,
        "writes_while_read": len(loaded),
    }


def _read(
    port: int, pages: list[str], users: list[str], writer: "Writer", size: str, folder: Path
) -> tuple[dict[str, Any], list[float]]:
    """What the readers say, and how long each write made meanwhile took to be seen."""
    dice = random.Random(1)
    readers = [
        {"session": users[n % len(users)], "pages": dice.choices(pages, k=PAGES[size])}
        for n in range(READERS)
    ]
    plan = folder / "readers.json"
    plan.write_text(json.dumps({"readers": readers, "at_most_s": AT_MOST[size]}))
    command = [sys.executable, "-m", "benchmarks._indicators_readers", str(port), str(plan)]
    loaded: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reading:
        assert reading.stdout is not None
        while reading.poll() is None:
            seconds = writer.seconds_until_seen()
            if reading.poll() is None:
                loaded.append(seconds)
            time.sleep(EVERY)
        return json.loads(reading.stdout.read()), loaded


def addresses() -> list[str]:
    return [f"/dasbor/?indikator={lens}&wilayah={place}" for place in PLACES for lens in LENSES]


def _readers() -> list[str]:
    """Sessions of those who see the whole city."""
    from dampingi.foundation.accounts.models import Assignment

    held = Assignment.objects.filter(role__in=("office", "head", "inspector"), region="32.76")
    users = {a.user_id: a.user for a in held.select_related("user").order_by("user__login")}
    return [session_of(user) for user in users.values()]


def _get(port: int, page: str, session: str) -> tuple[int, str]:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{page}", headers={"Cookie": f"sessionid={session}"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


@dataclass
class Writer:
    """Records a visit as a mentor's phone would, and asks for the city's dashboard until it shows one more."""

    port: int
    session: str

    def __post_init__(self) -> None:
        from django.utils import timezone

        from dampingi.insight.monitoring.periods import of_programme
        from dampingi.records.programmes.models import Programme

        self.programme = Programme.objects.get()
        self.day: datetime.date = of_programme(self.programme, until=timezone.localdate()).end
        self.pairs = _accompanied(self.programme, self.day)

    def seconds_until_seen(self) -> float:
        expected = self._words(1)
        page = f"/dasbor/?wilayah={self.programme.region}"
        if expected in _get(self.port, page, self.session)[1]:
            raise AssertionError("the figure stands there before it was written")
        self._write()
        committed = time.perf_counter()
        while time.perf_counter() - committed < PATIENCE:
            status, body = _get(self.port, page, self.session)
            if status == 200 and expected in body:
                return time.perf_counter() - committed
        raise AssertionError(f"{expected!r} was not on the dashboard within {PATIENCE} s of its write")

    def _words(self, more: int) -> str:
        from dampingi.engines.indicators import Figure
        from dampingi.foundation.accounts.actors import Actor
        from dampingi.insight.monitoring.dashboard.wording import counted
        from dampingi.insight.monitoring.queries import values

        found = values(
            Actor.for_system("benchmark"), [CODE], programme=self.programme, region=self.programme.region
        )
        return counted(found.indicators[CODE], found.of(CODE) + Figure(more, 0))

    def _write(self) -> None:
        from dampingi.foundation.accounts.actors import Actor
        from dampingi.foundation.origins.actions import open_origin
        from dampingi.records.mentoring.actions.visits import record_visits
        from dampingi.records.mentoring.intake import VisitIntake

        by = Actor.for_system("benchmark")
        enrolment, mentor = self.pairs.pop()
        row = VisitIntake(enrolment, mentor, self.day, 60, "pemasaran", "Foto produk dengan cahaya pagi.")
        record_visits(by=by, origin=open_origin(by=by, door="command"), rows=[row], today=self.day)


def _accompanied(programme: Any, day: datetime.date) -> list[tuple[Any, Any]]:
    """(enrolment, mentor) of who is accompanied that day."""
    from django.db.models import Q

    from dampingi.records.programmes.models import Caseload

    held = Caseload.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day), enrolment__programme=programme, enrolment__exited_on=None,
        starts_on__lte=day, mentor__ended_on=None,
    )  # fmt: skip
    return list(held.order_by("id").values_list("enrolment_id", "mentor_id")[:2000])
