"""Making a report in a worker, with its progress."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import advance
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.outcomes.reports.models import Snapshot
from dampingi.records.programmes.queries import programme_by_code

KIND = "city_report"
STEPS = 3


@job(KIND, gettext_lazy("Laporan kota"))
def work(job: Job) -> dict[str, Any]:
    """Idempotent: run again, it goes on with the snapshot its first run made."""
    # here, because charts and statistics take longer to load than most commands take to run
    from dampingi.outcomes.reports.actions import make_report, print_report

    by = actor_of(User.objects.get(id=job.by), on=timezone.localdate())
    made = Snapshot.objects.unscoped("the job's own").filter(id=job.params.get("snapshot")).first()
    if made is None:
        advance(job, done=0, total=STEPS, note=_("Membekukan angka"))
        programme = programme_by_code(job.params["programme"])
        made = make_report(
            by=by, programme=programme, region=job.params["region"], number=job.params["number"]
        )
        job.params["snapshot"], job.url = str(made.id), reverse("report", args=[made.document.code])
        job.save(update_fields=["params", "url"])
    for done, (format, note) in enumerate(
        [("pdf", _("Menyusun PDF")), ("xlsx", _("Menyusun Excel"))], start=1
    ):
        advance(job, done=done, note=note)
        print_report(by=by, snapshot=made, format=format)
    return {"report": made.document.code}
