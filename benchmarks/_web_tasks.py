"""One kind of long work, alone in this process as a worker does it: `python -m benchmarks._web_tasks KIND` prints what it took as one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

from benchmarks._apart import Helpers, peak_mb

ROWS = 2_000
"""Of the sheet that is imported."""


def _import() -> None:
    from dampingi.capture.imports.actions import bring_sheet
    from dampingi.foundation.jobs.actions import start
    from dampingi.foundation.jobs.worker import run_waiting

    lines = [f"Warung {n} Sejahtera;Pemilik {n};Depok" for n in range(ROWS)]
    body = "\n".join(["Nama usaha;Nama pemilik;Kelurahan", *lines]).encode()
    by = _office()
    sheet = bring_sheet(by=by, content=body, name="usaha.csv", kind="businesses", region="32.76")
    run_waiting()
    start(by=by, kind="import_sheet", params={"import": str(sheet.id)})
    run_waiting()
    sheet.refresh_from_db()
    assert sheet.committed_at, "the sheet was not imported"


def _evaluation() -> None:
    """Everything frozen is computed again and compared to the last digit."""
    from django.core.management import call_command

    from dampingi.insight.evaluation.models import Computation

    computed = Computation.objects.order_by("-number").first()
    assert computed is not None
    call_command("evaluation", "recompute", str(computed.evaluation_id))


def _report() -> None:
    from dampingi.records.programmes.models import Programme

    programme = Programme.objects.order_by("-starts_on").first()
    _done("city_report", {"programme": programme.code, "region": programme.region, "number": ""})


def _document_set() -> None:
    from dampingi.outcomes.papers.batches import start_printing
    from dampingi.records.mentoring.models import MonthlyReport

    approved = MonthlyReport.objects.unscoped("benchmark").filter(state=MonthlyReport.State.APPROVED)
    _finished(start_printing(by=_office(), month=approved.order_by("-month").first().month))


def _export() -> None:
    from django.test import Client

    from dampingi.demo.personas import BY_KEY
    from dampingi.foundation.accounts.models import User

    client = Client(SERVER_NAME="localhost")
    user = User.objects.get(login=BY_KEY["penyelenggara"].login)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/usaha/", {"unduh": "xlsx"})
    assert answer.status_code == 200
    sum(map(len, answer))


def _done(kind: str, params: dict[str, Any]) -> None:
    from dampingi.foundation.jobs.actions import start

    _finished(start(by=_office(), kind=kind, params=params))


def _finished(job: Any) -> None:
    from dampingi.foundation.jobs.worker import run_waiting

    run_waiting()
    job.refresh_from_db()
    assert job.state == job.State.DONE, job.error


def _office() -> Any:
    from django.utils import timezone

    from dampingi.demo.personas import BY_KEY
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.accounts.queries import actor_of

    return actor_of(User.objects.get(login=BY_KEY["penyelenggara"].login), on=timezone.localdate())


KINDS: dict[str, Callable[[], None]] = {
    "import": _import,
    "evaluation": _evaluation,
    "report": _report,
    "document_set": _document_set,
    "export": _export,
}


if __name__ == "__main__":
    django.setup()
    begun = time.perf_counter()
    with Helpers() as helpers:
        KINDS[sys.argv[1]]()
    took = round(time.perf_counter() - begun, 1)
    print(json.dumps({"seconds": took, "peak_mb": peak_mb(), "helper_mb": helpers.most}))
