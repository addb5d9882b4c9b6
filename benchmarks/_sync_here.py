"""Builds a city of 50 mentors, serves it, lets their phones send, and counts what arrived: `python -m benchmarks._sync_here OUT quick|whole`."""

import datetime
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import django

from benchmarks._server import serving, session_of

PHONES, PARTICIPANTS = 50, 10
SENT = {"quick": 40, "whole": 400}
"""Submissions of one phone."""
ODK = 41.2
"""Submissions a second, as ODK Central publishes for a small server; not measured here."""


def main(out: str, size: str) -> None:
    django.setup()
    phones = _built()
    plan = [_calls(Random(n), phone, SENT[size]) for n, phone in enumerate(phones)]
    _repeat(plan)
    folder = Path(out).parent
    (folder / "plan.json").write_text(json.dumps({"phones": phones, "calls": plan}))
    with serving() as port:
        command = [sys.executable, "-m", "benchmarks._sync_phones", str(port), str(folder / "plan.json")]
        told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=400).stdout)
    Path(out).write_text(json.dumps(_figures(told, plan)))


def _figures(told: dict[str, Any], plan: list[list[list[dict]]]) -> dict[str, Any]:
    from dampingi.capture.field.models import Submission
    from dampingi.records.mentoring.models import Visit

    ids = {item["id"] for calls in plan for call in calls for item in call}
    applied = {receipt["id"] for receipt in told["receipts"] if receipt["state"] == "applied"}
    visits = [str(id) for id in Visit.objects.unscoped("benchmark").values_list("id", flat=True)]
    kept = [str(id) for id in Submission.objects.unscoped("benchmark").values_list("id", flat=True)]
    assert applied == ids, f"{len(ids - applied)} of {len(ids)} not acknowledged as applied"
    rate = len(ids) / told["seconds"]
    return {
        "submissions_per_s": round(rate, 1),
        "p95_ms": round(statistics.quantiles(told["times"], n=20)[-1]),
        "median_ms": round(statistics.median(told["times"])),
        "lost": len(ids - set(visits)) + len(ids - set(kept)),
        "duplicated": len(visits) + len(kept) - 2 * len(ids),
        "submissions": len(ids),
        "sent_twice": sum(len(c) for calls in plan for c in calls) - len(ids),
        "seconds": round(told["seconds"], 1),
        "generator_cpu_share": round(told["cpu"] / (told["seconds"] * (os.cpu_count() or 1)), 2),
        "times_odk_published": round(rate / ODK, 1),
    }


def _built() -> list[dict[str, Any]]:
    """The phones, each with its person's session, its key and its participants."""
    from django.core.management import call_command
    from django.utils import timezone

    from dampingi.capture.field.actions import register_device
    from dampingi.foundation.accounts.queries import actor_of

    call_command("migrate", verbosity=0)
    today, phones = timezone.localdate(), []
    for mentor, enrolments in _town(today):
        device, token = register_device(by=actor_of(mentor.user, on=today), name="HP")
        phones.append({
            "session": session_of(mentor.user), "device": str(device.id), "token": token,
            "participants": [str(e.id) for e in enrolments], "on": str(today),
        })  # fmt: skip
    return phones


def _town(today: datetime.date) -> Iterator[tuple[Any, list[Any]]]:
    from dampingi.foundation.accounts.actions import add_user
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.foundation.origins.actions import open_origin
    from dampingi.foundation.regions.actions import load_regions
    from dampingi.foundation.regions.queries import below
    from dampingi.records.businesses.actions import register_persons
    from dampingi.records.businesses.intake import PersonIntake
    from dampingi.records.programmes import actions
    from dampingi.records.programmes.intake import ApplicationIntake, Appointment, SchemePlan, StagePlan
    from dampingi.records.programmes.models import Application

    by, begun = Actor.for_system("benchmark"), today - datetime.timedelta(days=20)
    load_regions(within="32.76")
    regions = [r.code for r in below("32.76", 4)][:PHONES]
    programme = actions.create_programme(
        by=by, code="WUB", name="WUB", region="32.76", starts_on=begun, ends_on=today + datetime.timedelta(days=90),
        schemes=[SchemePlan("wub", "WUB", ({"code": "ktp", "text": "KTP", "required": True},))],
        stages=[StagePlan("verifikasi", "Verifikasi", today)], quotas=dict.fromkeys(regions, PARTICIPANTS),
    )  # fmt: skip
    rows = [PersonIntake(name=f"Warga {n}", region=r) for r in regions for n in range(PARTICIPANTS)]
    people = register_persons(by=by, origin=open_origin(by=by, door="command"), rows=rows)
    asked = [
        ApplicationIntake(
            person_id=p, scheme="wub", region=row.region, applied_on=begun, criteria_met=("ktp",)
        )
        for p, row in zip(people, rows, strict=True)
    ]
    actions.apply(by=by, programme=programme, rows=asked)
    actions.select(by=by, programme=programme)
    taken = list(Application.objects.unscoped("benchmark").filter(state="accepted").order_by("region", "id"))
    enrolments = actions.enrol(by=by, applications=taken, on=begun)
    users = [add_user(by=by, login=f"m{n}@contoh.id", name=f"Pendamping {n}") for n in range(PHONES)]
    mentors = actions.appoint_mentors(
        by=by,
        programme=programme,
        rows=[
            Appointment(user=u, name=u.name, region=r, on=begun) for u, r in zip(users, regions, strict=True)
        ],
    )
    own = {m.region: [e for e in enrolments if e.region == m.region] for m in mentors}
    pairs = [(m, e) for m in mentors for e in own[m.region]]
    actions.assign_caseloads(by=by, pairs=pairs, on=begun)
    return ((m, own[m.region]) for m in mentors)


def _calls(dice: Random, phone: dict[str, Any], count: int) -> list[list[dict]]:
    """Calls of 10 to 50 submissions."""
    calls, left = [], [_item(dice, phone, n) for n in range(count)]
    while left:
        size = dice.randint(10, 50)
        calls.append(left[:size])
        left = left[size:]
    return calls


def _repeat(plan: list[list[list[dict]]]) -> None:
    """A tenth of all calls is sent a second time, at once or later."""
    dice = Random(0)
    named = [(calls, call) for calls in plan for call in calls]
    for calls, call in dice.sample(named, round(len(named) / 10)):
        calls.insert(dice.randrange(calls.index(call) + 1, len(calls) + 1), call)


def _item(dice: Random, phone: dict[str, Any], n: int) -> dict:
    from dampingi.foundation.rows import new_id

    values = {
        "on": phone["on"],
        "minutes": 60,
        "topic": "pemasaran",
        "advice": f"Saran ke-{n}: " + "foto produk, harga. " * 8,
    }
    body = json.dumps({
        "v": 1, "made_at": f"{phone['on']}T09:00:00+07:00", "subject": dice.choice(phone["participants"]), "base": None,
        "values": values, "photos": [], "position": {"lat": -6.4, "lon": 106.8, "accuracy": 20},
    })  # fmt: skip
    return {"id": str(new_id()), "kind": "visit", "hash": sha256(body.encode()).hexdigest(), "body": body}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
