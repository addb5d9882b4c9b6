"""Long work of finding repeats, run by a worker."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.jobs.actions import advance
from dampingi.foundation.jobs.heartbeat import alive
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.records.duplicates.models import Search


@job("find_repeats", lazy("Mencari usaha yang tercatat dua kali"))
def find_repeats(work: Job) -> dict[str, Any]:
    # with them come Splink, DuckDB and Arrow: no command waits for those that looks for no repeats
    from dampingi.records.duplicates.actions.certain import merge_certain
    from dampingi.records.duplicates.actions.search import carry_out

    search = Search.objects.unscoped("the asker was checked when the job was asked for").get(
        id=uuid.UUID(work.params["search"])
    )
    fresh = search.finished_at is None
    with alive(work):
        carry_out(search, lambda done, total, note: advance(work, done=done, total=total, note=note))
        if fresh:
            merge_certain(search)
    return search.counts
