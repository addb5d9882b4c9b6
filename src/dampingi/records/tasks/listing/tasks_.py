from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.mentoring.models import Submission
from dampingi.records.programmes.queries import programmes
from dampingi.records.tasks.queries.tasks_ import counts

State = Submission.State


def tasks_list(actor: Actor) -> ListOf:
    """Every figure opens the answers it counts."""
    theirs = programmes(actor)
    return ListOf(
        name="tugas",
        noun=_("tugas"),
        columns=(
            Column(
                "title", _("Tugas"), sort=("title",), href=lambda t: reverse("task", args=[t.id]),
                note=lambda t: t.stage.name if t.stage else "",
            ),
            Column("region", _("Untuk"), "place", sort=("region",), note=lambda t: t.programme.name if len(theirs) > 1 else ""),
            Column("due_on", _("Batas waktu"), kind="day", sort=("due_on",)),
            Column("asked", _("Peserta"), lambda t: t.counts["asked"], "number"),
            _counted("missing", _("Belum"), lambda t: _matrix(t, belum=t.id)),
            _counted(State.HANDED_IN, _("Menunggu dinilai"), lambda t: _answers(t, State.HANDED_IN)),
            _counted(State.RETURNED, _("Dikembalikan"), lambda t: _answers(t, State.RETURNED)),
            _counted(State.ACCEPTED, _("Diterima"), lambda t: _answers(t, State.ACCEPTED)),
        ),
        order="due_on",
        ties=("programme__code", "title", "id"),
        filters=() if len(theirs) < 2 else (
            Filter("program", _("Program"), lambda: [(p.code, p.name) for p in theirs], field="programme__code"),
        ),
        search=("title", "description"),
        search_label=_("Judul tugas"),
        enrich=lambda rows: _enrich(rows, actor),
    )  # fmt: skip


def _counted(key: str, label: Any, href: Any) -> Column:
    return Column(
        str(key), label, lambda t: t.counts[key], "number", href=lambda t: href(t) if t.counts[key] else None
    )


def _answers(task: Any, state: str) -> str:
    return f"{reverse('task_answers')}?{urlencode({'tugas': task.id, 'keadaan': state})}"


def _matrix(task: Any, **more: Any) -> str:
    return f"{reverse('task_matrix')}?{urlencode({'program': task.programme.code} | more)}"


def _enrich(rows: list[Any], actor: Actor) -> None:
    called = names(row.region or row.programme.region for row in rows)
    told = counts(actor, rows)
    for row in rows:
        where = row.region or row.programme.region
        row.place, row.counts = called.get(where, where), told[row.id]
        given = row.counts[State.HANDED_IN] + row.counts[State.ACCEPTED]
        row.counts["missing"] = max(0, row.counts["asked"] - given)
