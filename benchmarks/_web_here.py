"""Builds the demo city, serves it and reads its ten most used pages: `python -m benchmarks._web_here quick|whole` prints the figures."""

import json
import random
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import django

from benchmarks._server import BARE, served, session_of

READERS = 4
EACH = {"quick": 30, "whole": 200}
WARM = 4
"""Times each page is opened before: every process of the server draws its pictures once in its life."""


def main(size: str) -> dict[str, Any]:
    from django.conf import settings

    home = Path(settings.HOME)
    _built(size)
    pages = _pages()
    asks = [[name, path, session] for name, (path, session) in pages.items()]
    with served() as server:
        bodies = {name: _body(server.port, path, session) for name, (path, session) in pages.items()}
        ours = _read(server.port, asks, EACH[size], home)
    bare = home / "bare"
    bare.mkdir()
    for name, body in bodies.items():
        (bare / name).write_bytes(body)
    with served(BARE, first="/", BARE_PAGES=str(bare)) as server:
        theirs = _read(server.port, [[name, f"/{name}", ""] for name in pages], EACH[size], home)
    return _figures(ours, theirs, bodies)


def _built(size: str) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from dampingi.demo import city
    from dampingi.foundation.regions.actions import load_regions

    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    load_regions(within="32.76")
    wanted = city.SMALL if size == "quick" else city.DEPOK
    city.build(
        seed=7, today=timezone.localdate(), progress=lambda *_: None, size=wanted, folder=Path(settings.HOME)
    )


def _pages() -> dict[str, tuple[str, str]]:
    """name -> (address, whose session)."""
    from django.urls import reverse
    from django.utils import timezone

    from dampingi.demo.personas import BY_KEY
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.accounts.queries import actor_of
    from dampingi.records.businesses.queries import businesses
    from dampingi.records.programmes.queries import enrolments

    users = {
        key: User.objects.get(login=BY_KEY[key].login) for key in ("penyelenggara", "pendamping", "peserta")
    }
    office, mentor, participant = (session_of(user) for user in users.values())
    today = timezone.localdate()
    business = businesses(actor_of(users["penyelenggara"], on=today)).order_by("id").first()
    enrolment = (
        enrolments(actor_of(users["pendamping"], on=today)).filter(exited_on=None).order_by("id").first()
    )
    return {
        "home_office": ("/", office),
        "home_mentor": ("/", mentor),
        "home_participant": ("/", participant),
        "inbox": (reverse("inbox"), office),
        "businesses": (reverse("businesses"), office),
        "business": (reverse("business", args=[business.id]), office),
        "visit_form": (reverse("record_visit", args=[enrolment.id]), mentor),
        "dashboard": (reverse("dashboard"), office),
        "monthly_reports": (reverse("monthly_reports"), office),
        "catalogue": (reverse("catalogue"), ""),
    }


def _body(port: int, path: str, session: str) -> bytes:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"sessionid={session}"}
    )
    with urllib.request.urlopen(asked, timeout=120) as answer:
        return bytes(answer.read())


def _read(port: int, asks: list[Any], each: int, home: Path) -> dict[str, list[float]]:
    """Times of each page, asked for in an order by chance."""
    for times in (WARM, each):
        order = asks * times
        random.Random(1).shuffle(order)
        plan = home / "plan.json"
        plan.write_text(json.dumps({"readers": READERS, "asks": order}))
        command = [sys.executable, "-m", "benchmarks._web_readers", str(port), str(plan)]
        told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=900).stdout)
        assert not told["failed"], told["failed"][0]
    return dict(told["times"])


def p95(times: list[float]) -> float:
    return round(statistics.quantiles(times, n=20)[-1], 1)


def _figures(
    ours: dict[str, list[float]], theirs: dict[str, list[float]], bodies: dict[str, bytes]
) -> dict[str, Any]:
    pages = {
        name: {
            "p95_ms": p95(times), "median_ms": round(statistics.median(times), 1), "bare_p95_ms": p95(theirs[name]),
            "ratio": round(p95(times) / p95(theirs[name]), 1), "kb": round(len(bodies[name]) / 1000, 1),
        }
        for name, times in ours.items()
    }  # fmt: skip
    worst = max(pages, key=lambda name: pages[name]["p95_ms"])
    return {
        "p95_ms": pages[worst]["p95_ms"], "bare_p95_ms": pages[worst]["bare_p95_ms"], "ratio": pages[worst]["ratio"],
        "worst_page": worst, "readers": READERS, "pages": pages,
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1])))
