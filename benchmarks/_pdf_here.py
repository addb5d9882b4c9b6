"""`python -m benchmarks._pdf_here build REPORTS | ours | one_go`: each prints its figures as one line of JSON."""

import datetime
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

from benchmarks._apart import Helpers, cpu_s, peak_mb
from benchmarks._mentored_city import mentored, system

MONTH = datetime.date(2026, 6, 1)
WORDS = (
    "Tiga peserta kesulitan membayar cicilan karena pesanan turun setelah Lebaran, dan dua belum memegang izin edar; kendala bahan baku minyak goreng masih dirasakan hampir semua. ",
    "Dua belas peserta membuka toko daring, lima menerima pesanan pertama dari luar kota, dan NIB terbit untuk delapan usaha yang sebelumnya belum berizin. ",
    "Foto produk bersama di balai kelurahan, pendampingan label dan izin edar, kunjungan ulang kepada peserta yang omzetnya turun, serta temu usaha dengan koperasi. ",
)  # fmt: skip
VISITS = 6
"""Of each participant in the month."""


def build(reports: str) -> dict[str, Any]:
    """A city with one mentor for each kelurahan, ten participants each, visits, and an approved report of the month."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    city = mentored(int(reports), each=10, visits=VISITS, month=MONTH)
    return {"reports": _reports(city.programme, city.mentors)}


def _reports(programme: Any, mentors: list[Any]) -> int:
    """Handed in by the actions; that they were approved is written straight into their rows: 126 verdicts are not measured here."""
    from dampingi.records.mentoring import actions
    from dampingi.records.mentoring.models import MonthlyReport

    by, on = system(), datetime.date(2026, 7, 3)
    made = actions.draft_reports(by=by, programme=programme, month=MONTH, mentors=mentors)
    for report in made:
        told = dict(zip(("obstacle", "success", "plan"), (words * 2 for words in WORDS), strict=True))
        written = actions.write_report(by=_as(report.mentor), report=report, **told)
        actions.submit_reports(by=_as(report.mentor), reports=[written], on=on)
    every = MonthlyReport.objects.unscoped("benchmark")
    return every.update(state=MonthlyReport.State.APPROVED, approved_on=datetime.date(2026, 7, 6))


def contents() -> list[tuple[str, dict[str, Any]]]:
    """(name, content) of each report's form as it goes to the press."""
    from dampingi.outcomes.papers.content import laid
    from dampingi.outcomes.papers.reports import form
    from dampingi.records.mentoring.models import MonthlyReport

    made_at = datetime.datetime(2026, 7, 6, 3, tzinfo=datetime.UTC)
    found = (
        MonthlyReport.objects.unscoped("benchmark").select_related("mentor", "programme").order_by("region")
    )
    return [
        (
            r.region,
            laid(form(r), code=f"{n:016d}", sha256="a" * 64, made_at=made_at, region=r.region),
        )
        for n, r in enumerate(found)
    ]


def ours() -> dict[str, Any]:
    from pypdf import PdfReader

    from dampingi.outcomes.documents.typesetting import Job, typeset_all

    made_at = datetime.datetime(2026, 7, 6, 3, tzinfo=datetime.UTC)
    told = contents()
    with tempfile.TemporaryDirectory() as folder:
        orders = [
            Job("monthly_report.typ", data, made_at, Path(folder) / f"{name}.pdf") for name, data in told
        ]
        begun, cpu = time.perf_counter(), cpu_s()
        with Helpers() as press:
            typeset_all(orders)
        took, cpu = time.perf_counter() - begun, cpu_s() - cpu
        pages = sum(len(PdfReader(order.out).pages) for order in orders)
    return {
        "documents": len(orders), "pages": pages, "seconds": round(took, 2), "pages_per_s": round(pages / took, 1),
        "documents_per_s": round(len(orders) / took, 1), "press_peak_mb": press.most, "documents_per_cpu_s": round(len(orders) / cpu, 1),
    }  # fmt: skip


def one_go() -> dict[str, Any]:
    """The office's press and its worker, from the request to the file taken along."""
    from django.test import Client

    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.permissions import Role
    from dampingi.foundation.jobs.models import Job
    from dampingi.foundation.jobs.worker import run_waiting

    user = add_user(by=system(), login="dinas@contoh.id", name="Penyelenggara")
    assign(by=system(), user=user, role=Role.OFFICE, region="32.76", starts_on=datetime.date(2026, 1, 1))
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    begun = time.perf_counter()
    client.post("/laporan-bulanan/cetak/", {"bulan": f"{MONTH:%Y-%m}"})
    with Helpers() as press:
        run_waiting()
    took = time.perf_counter() - begun
    done = Job.objects.get(kind="print_reports")
    answer: Any = client.get(f"{done.url}laporan.zip")
    size = sum(len(piece) for piece in answer.streaming_content)
    assert not done.result["wrong"], done.result["wrong"]
    return {
        "reports": len(done.result["printed"]), "seconds": round(took, 2), "peak_mb": peak_mb(),
        "press_peak_mb": press.most, "zip_mb": round(size / 2**20, 1),
    }  # fmt: skip


def _as(mentor: Any) -> Any:
    from dampingi.foundation.accounts.queries import actor_of

    return actor_of(mentor.user, on=datetime.date(2026, 7, 3))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dampingi.config.settings")
    django.setup()
    step = {"build": build, "ours": ours, "one_go": one_go}[sys.argv[1]]
    print(json.dumps(step(*sys.argv[2:])))
