"""300 mentors hand in last month's report while the office works: `python -m benchmarks._web_month_end quick|whole` prints the figures."""

import datetime
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import django

from benchmarks._apart import now_mb
from benchmarks._mentored_city import mentored, system
from benchmarks._server import served, session_of
from benchmarks._web_here import p95

MENTORS = 300
STAFF = 3
EACH = {"quick": 3, "whole": 8}
"""Participants of a mentor."""
WITHIN = {"quick": 45, "whole": 60}
"""Seconds in which the 300 begin."""
AT_MOST = 240
"""Seconds after which nobody begins anything."""
OFFICE = ("/", "/kotak-masuk/", "/laporan-bulanan/", "/usaha/", "/dasbor/")


def main(size: str) -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from dampingi.records.mentoring.actions import draft_reports

    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    month = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    city = mentored(MENTORS, each=EACH[size], visits=3, month=month)
    mentors = [(session_of(m.user), str(m.id)) for m in city.mentors]
    # as the worker does when a month begins
    draft_reports(by=system(), programme=city.programme, month=month, mentors=city.mentors)
    with served() as server, _working() as worker:
        reading = _office(server.port, home, WITHIN[size] + 20)
        spread = _crowd(server.port, mentors, home, "spread", month, WITHIN[size])
        during = _told(reading)
        _begun_again(month)
        reading = _office(server.port, home, 20)
        burst = _crowd(server.port, mentors, home, "burst", month, 0)
        after = _told(reading)
        memory = {
            "web": [now_mb(pid) for pid in server.workers()],
            "worker": now_mb(worker.pid),
        }
    return _figures(spread, during, burst, after) | {"memory_mb": memory}


def _figures(spread: Any, during: Any, burst: Any, after: Any) -> dict[str, Any]:
    from dampingi.records.mentoring.models import MonthlyReport, ReportVersion

    handed = MonthlyReport.objects.unscoped("benchmark").filter(state=MonthlyReport.State.SUBMITTED).count()
    assert handed == MENTORS, f"{handed} of {MENTORS} reports are handed in"
    assert ReportVersion.objects.count() == 2 * MENTORS, "each was handed in once in each round"
    wrong = [*spread["failed"], *during["failed"], *burst["failed"], *after["failed"]]
    if wrong:
        print("failed:", wrong[:5], file=sys.stderr)
    office = [ms for times in during["times"].values() for ms in times]
    pressed = [ms for times in after["times"].values() for ms in times]
    return {
        "month_end_mentors": MENTORS,
        "month_end_p95_ms": p95(spread["times"]),
        "month_end_submit_p95_ms": p95(spread["submits"]),
        "month_end_errors": len(wrong),
        "month_end_requests": len(spread["times"]),
        "month_end_requests_per_s": round(len(spread["times"]) / spread["seconds"], 1),
        "month_end_writes_per_s": round(2 * MENTORS / spread["seconds"], 1),
        "month_end_office_p95_ms": p95(office),
        "month_end_office_pages": len(office),
        "burst_submit_p95_ms": p95(burst["submits"]),
        "burst_all_acknowledged_s": round(burst["seconds"], 1),
        "burst_writes_per_s": round(MENTORS / burst["seconds"], 1),
        "burst_office_p95_ms": p95(pressed) if len(pressed) > 1 else None,
    }


def _crowd(
    port: int, mentors: list[Any], home: Path, how: str, month: datetime.date, within: float
) -> dict[str, Any]:
    from dampingi.records.mentoring.models import MonthlyReport

    ids = dict(MonthlyReport.objects.unscoped("benchmark").filter(month=month).values_list("mentor_id", "id"))
    plan = home / f"{how}.json"
    people = [[session, str(ids[_uuid(mentor)])] for session, mentor in mentors]
    plan.write_text(json.dumps({
        "people": people, "within": within, "at_most": AT_MOST, "burst": how == "burst",
    }))  # fmt: skip
    command = [sys.executable, "-m", "benchmarks._web_mentors", str(port), str(plan)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=2 * AT_MOST)
    return dict(json.loads(done.stdout))


def _uuid(told: str) -> Any:
    import uuid

    return uuid.UUID(told)


def _begun_again(month: datetime.date) -> None:
    """Each report was sent back, so that all can be handed in a second time: written straight into the rows, with nothing left to decide."""
    from dampingi.foundation.approvals.models import Approval
    from dampingi.records.mentoring.models import MonthlyReport

    MonthlyReport.objects.unscoped("benchmark").filter(month=month).update(state=MonthlyReport.State.RETURNED)
    waiting = Approval.objects.unscoped("benchmark").filter(state=Approval.State.WAITING)
    waiting.update(state=Approval.State.RETURNED)


def _office(port: int, home: Path, seconds: float) -> subprocess.Popen:
    """Three of the staff, who go from page to page without a pause."""
    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.accounts.permissions import Role

    login = "dinas@contoh.id"
    user = User.objects.filter(login=login).first()
    if user is None:
        user = add_user(by=system(), login=login, name="Penyelenggara")
        assign(by=system(), user=user, role=Role.OFFICE, region="32.76", starts_on=datetime.date(2020, 1, 1))
    session = session_of(user)
    plan = home / f"office-{time.monotonic_ns()}.json"
    asks = [[path, path, session] for path in OFFICE]
    plan.write_text(json.dumps({"readers": STAFF, "asks": asks, "seconds": seconds}))
    command = [sys.executable, "-m", "benchmarks._web_readers", str(port), str(plan)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _told(reading: subprocess.Popen) -> dict[str, Any]:
    told, _ = reading.communicate(timeout=AT_MOST)
    return dict(json.loads(told))


class _working:
    """The worker that runs beside the server."""

    def __enter__(self) -> subprocess.Popen:
        self.process = subprocess.Popen([sys.executable, "-m", "dampingi", "worker"])
        return self.process

    def __exit__(self, *_fault: object) -> None:
        self.process.terminate()
        timer = threading.Timer(20, self.process.kill)
        timer.start()
        self.process.wait()
        timer.cancel()


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1])))
