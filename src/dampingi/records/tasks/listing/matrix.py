"""Participants down, tasks across: who answered what, and how it was marked."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.listing.columns import mentor_choices, name_regions, region_filters
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.tasks.listing.words import standing
from dampingi.records.tasks.queries import tasks_ as queries

Answers = Submission.State


def matrix_list(actor: Actor, across: Sequence[Task], *, today: datetime.date) -> ListOf:
    wide = bool(actor.regions(Permission.VIEW_PARTICIPANTS))
    of_id = {str(t.id): t for t in across}
    return ListOf(
        name="matriks-tugas",
        noun=_("peserta"),
        columns=(
            Column("name", _("Peserta"), "person.name", sort=("person__key",), href=lambda e: participant_address(e.id)),
            *((Column("region", _("Kelurahan"), "region_name", sort=("region",)),) if wide else ()),
            *(_column(t, today) for t in across),
            Column("given", _("Dikumpulkan"), lambda e: e.given, "number"),
        ),
        order="name",
        ties=("region", "id"),
        filters=(
            *region_filters(actor, Permission.VIEW_PARTICIPANTS, fine=True),
            *((Filter("pendamping", _("Pendamping"), lambda: mentor_choices(actor), queries.mentored_by),) if wide else ()),
            _which("belum", _("Belum mengumpulkan"), of_id, queries.missing),
            *(
                _which(state, label, of_id, _in_state(state), aside=True)
                for state, label in Answers.choices
            ),
        ),
        search=("person__name", "business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=lambda rows: _enrich(rows, across),
    )  # fmt: skip


def _column(task: Task, today: datetime.date) -> Column:
    def value(row: Any) -> tuple[State, str]:
        answer = row.answers.get(task.id)
        if answer is None and not is_for(task, row):
            return State.NONE, "–"
        return standing(answer, task, today)

    return Column(
        f"task-{task.code}", task.title, value, "state",
        href=lambda e: reverse("submit_task", args=[e.id, task.id]) if task.id in e.answers or is_for(task, e) else None,
    )  # fmt: skip


def _which(
    key: str, label: Any, of_id: dict[str, Task], narrow: Callable[[Any, Task], Any], *, aside: bool = False
) -> Filter:
    options = [(id, t.title) for id, t in of_id.items()]
    return Filter(key, label, lambda: options, lambda rows, id: narrow(rows, of_id[id]), aside=aside)


def _in_state(state: str) -> Callable[[Any, Task], Any]:
    return lambda rows, task: queries.standing(rows, task, state)


def _enrich(rows: list[Any], across: Sequence[Task]) -> None:
    name_regions(rows)
    told, shown = queries.answers(row.id for row in rows), {t.id for t in across}
    for row in rows:
        row.answers = {t: told[row.id, t] for t in shown if (row.id, t) in told}
        row.given = sum(s.state != Answers.RETURNED for s in row.answers.values())
