"""Where a problem stands, in one of seven words: the list, its filter and the board say the same."""

import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.states import State
from dampingi.records.problems.authority import called
from dampingi.records.problems.models import Problem, Result

NEW, RUNNING, LATE, WAITING, READY = "baru", "berjalan", "lewat", "menunggu", "siap"
WORDS = {
    NEW: _("Belum ada tindakan"),
    RUNNING: _("Sedang dikerjakan"),
    LATE: _("Lewat batas waktu"),
    WAITING: _("Menunggu tingkat di atas"),
    READY: _("Tindakan selesai, belum ditutup"),
}
CLOSED = {"selesai": Result.SOLVED, "tidak-dapat": Result.UNSOLVABLE, "ditangani": Result.TAKEN}
STATES = (
    ("terbuka", _("Terbuka")),
    *WORDS.items(),
    *((key, result.label) for key, result in CLOSED.items()),
    ("terlambat", _("Ada tindakan yang lewat batas waktu")),
    ("tanpa-solusi", _("Ditutup tanpa solusi")),
    ("arsip", _("Diarsipkan")),
)
LOOKS = {NEW: State.NONE, RUNNING: State.WATCH, LATE: State.LATE, WAITING: State.WATCH, READY: State.WATCH}
ENDS = {Result.SOLVED: State.GOOD, Result.UNSOLVABLE: State.NONE, Result.TAKEN: State.NONE}


def where(problem: Any) -> str:
    """Of an open, annotated problem."""
    if problem.held != problem.home:
        return WAITING
    if problem.overdue:
        return LATE
    return RUNNING if problem.running else READY if problem.acted else NEW


def narrow(rows: Any, value: str) -> Any:
    """Of annotated rows, as `where` tells them apart."""
    if value == "arsip":
        return rows.exclude(archived_at=None)
    kept = rows.filter(archived_at=None)
    if value in CLOSED:
        return kept.filter(result=CLOSED[value])
    if value == "tanpa-solusi":
        return kept.exclude(closed_at=None).exclude(result=Result.SOLVED)
    running = kept.filter(closed_at=None)
    return running.filter(CONDITIONS[value]) if value in CONDITIONS else running


HERE = Q(held=F("home"))
CONDITIONS = {
    NEW: HERE & Q(acted=False),
    RUNNING: HERE & Q(running=True, overdue=False),
    LATE: HERE & Q(overdue=True),
    WAITING: ~HERE,
    READY: HERE & Q(acted=True, running=False),
    "terlambat": Q(overdue=True),
}
"""Where it stands; and, wherever it stands, that an action is overdue."""


def state_of(problem: Any) -> tuple[State, str]:
    if problem.archived_at:
        return State.NONE, _now("Diarsipkan")
    if problem.closed_at:
        return ENDS[Result(problem.result)], problem.get_result_display()
    at = where(problem)
    if at == WAITING:
        look = State.LATE if problem.overdue else State.WATCH
        return look, _now("Menunggu %(level)s") % {"level": called(problem.region, problem.held)}
    return LOOKS[at], str(WORDS[at])


def days_of(problem: Problem, today: datetime.date) -> int:
    """Since it was noted, until it was closed."""
    return max(0, ((problem.closed_on or today) - problem.noted_on).days)
