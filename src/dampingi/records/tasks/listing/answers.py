"""What was handed in, newest first: for whoever marks, first of all what waits."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.mentoring.listing.columns import name_regions, region_filters
from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.listing.words import state_of, thread_address
from dampingi.records.tasks.queries.tasks_ import late, tasks

TIMES = (("tepat", _("Tepat waktu")), ("terlambat", _("Terlambat")))


def answers_list(actor: Actor) -> ListOf:
    return ListOf(
        name="pengumpulan-tugas",
        noun=_("pengumpulan"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",), href=thread_address,
                note=lambda s: s.enrolment.business.name if s.enrolment.business else "",
            ),
            Column("task", _("Tugas"), "task.title", sort=("task__due_on", "task__title")),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("on", _("Dikumpulkan"), kind="day", sort=("on",), note=_lateness),
            Column("version", _("Kiriman ke"), kind="number", sort=("version",)),
            Column("state", _("Keadaan"), state_of, "state", sort=("state",)),
            Column("score", _("Nilai"), kind="number", sort=("score",)),
        ),
        order="-on",
        ties=("enrolment__person__key", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: Submission.State.choices, field="state"),
            Filter(
                "tugas", _("Tugas"), lambda: [(str(t.id), t.title) for t in tasks(actor).order_by("due_on", "title")],
                field="task",
            ),
            Filter("waktu", _("Waktu"), lambda: TIMES, _in_time),
            *region_filters(actor, Permission.VIEW_PARTICIPANTS),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=name_regions,
    )  # fmt: skip


def _in_time(rows: Any, value: str) -> Any:
    return rows.filter(late()) if value == "terlambat" else rows.exclude(late())


def _lateness(row: Any) -> str:
    days = (row.on - row.task.due_on).days
    return _now("terlambat %(days)d hari") % {"days": days} if days > 0 else ""
