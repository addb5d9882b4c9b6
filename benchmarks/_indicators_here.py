"""Builds the demo city in the database the settings name, then measures there: `python -m benchmarks._indicators_here OUT quick|whole`."""

import datetime
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from benchmarks._indicators_served import addresses, served

TODAY = datetime.date(2026, 11, 21)
REPEATS = {"quick": 5, "whole": 25}
REQUESTS = {"quick": 12, "whole": 60}


def main(out: str, size: str) -> None:
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")
    _city(size)
    figures = _compared(REPEATS[size]) | _alone(REQUESTS[size]) | served(size, Path(out).parent)
    Path(out).write_text(json.dumps(figures))


def _city(size: str) -> None:
    from django.db import connection

    from dampingi.demo import installation
    from dampingi.demo.sizes import DEPOK, SMALL

    wanted = installation.Wanted(seed=1, today=TODAY, size=SMALL if size == "quick" else DEPOK)
    installation.prepare(wanted=wanted, fresh=False, progress=lambda *_told: None)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what autovacuum does within a minute


def _compared(repeats: int) -> dict[str, Any]:
    from benchmarks import _indicators_by_hand
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.insight.indicators.catalogue import catalogue
    from dampingi.insight.monitoring.periods import of_programme
    from dampingi.insight.monitoring.queries import values
    from dampingi.records.programmes.models import Programme

    programme = Programme.objects.get()
    period = of_programme(programme, until=TODAY)
    actor = Actor.for_system("benchmark")
    codes = sorted(_indicators_by_hand.CODES & catalogue().keys())

    def ours() -> dict[str, dict[str, tuple[int, int]]]:
        found = values(actor, codes, "kecamatan", programme=programme, region=programme.region, period=period)
        return {
            code: {k: (f.numerator, f.denominator) for k, f in found.by(code).items()}
            for code in found.indicators
        }

    def by_hand() -> dict[str, dict[str, tuple[int, int]]]:
        return _indicators_by_hand.figures(programme, period)

    started = time.perf_counter()
    first = ours()
    cold = time.perf_counter() - started
    if first != by_hand():
        raise AssertionError(
            f"our figures are not those of the hand-written SQL: {_differing(first, by_hand())}"
        )
    here, there = _in_turns(ours, by_hand, repeats)
    return {
        "ratio_to_hand_sql": round(statistics.median(a / b for a, b in zip(here, there, strict=True)), 3),
        "ratio_of_best": round(min(here) / min(there), 3),
        "indicators_ms": round(statistics.median(here) * 1000, 1),
        "hand_sql_ms": round(statistics.median(there) * 1000, 1),
        "first_time_ms": round(cold * 1000, 1),
        "indicators": len(first),
        "without_hand_sql": len(catalogue().keys() - _indicators_by_hand.CODES),
        "figures": sum(len(groups) for groups in first.values()),
    }


def _in_turns(
    ours: Callable[[], Any], by_hand: Callable[[], Any], repeats: int
) -> tuple[list[float], list[float]]:
    here, there = [], []
    for _ in range(repeats):
        for call, times in ((ours, here), (by_hand, there)):
            started = time.perf_counter()
            call()
            times.append(time.perf_counter() - started)
    return here, there


def _differing(ours: dict[str, Any], by_hand: dict[str, Any]) -> list[str]:
    return sorted(code for code in ours.keys() | by_hand.keys() if ours.get(code) != by_hand.get(code))


def _alone(requests: int) -> dict[str, Any]:
    """The page as one clerk opens it without a server between, through every middleware, after each address was opened once."""
    from django.test import Client

    from dampingi.foundation.accounts.models import Assignment

    user = Assignment.objects.filter(role="office").first().user
    client = Client(headers={"host": "localhost"})
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    pages = [page for page in addresses() if client.get(page).status_code == 200]
    times = []
    for n in range(requests):
        started = time.perf_counter()
        answer = client.get(pages[n % len(pages)])
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise AssertionError(f"the dashboard answered {answer.status_code}")
    times.sort()
    return {
        "one_reader_p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "one_reader_median_ms": round(statistics.median(times) * 1000, 1),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
