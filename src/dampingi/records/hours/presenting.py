"""A mentor's month as the page and the workbook tell it."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.columns import Column
from dampingi.records.hours.days import LONG_DAY, long_days, overlapping, totals
from dampingi.records.hours.queries import Logged, Month

COLUMNS = (
    Column("on", lazy("Tanggal"), kind="day"),
    Column("kind", lazy("Pekerjaan")),
    Column("title", lazy("Keterangan")),
    Column("starts", lazy("Mulai pukul")),
    Column("hours", lazy("Jam"), kind="number"),
    Column("flag", lazy("Tanda")),
)


@dataclass(frozen=True)
class Line:
    """One row as it is shown; `href` opens the record it comes from."""

    on: datetime.date
    kind: str
    kind_name: str
    title: str
    starts: str
    minutes: int
    length: str
    href: str
    flag: str
    late: bool
    reason: str
    before: str
    """What it was before it was corrected."""


@dataclass(frozen=True)
class Day:
    on: datetime.date
    lines: list[Line]
    length: str
    long: bool


@dataclass(frozen=True)
class Total:
    code: str
    name: str
    minutes: int
    length: str
    rows: int
    note: str


def lines_of(month: Month, kind: str = "") -> list[Line]:
    clash, called = overlapping(month.entries), choices("work_kinds")
    found = [_line(month, row, clash, called) for row in month.rows]
    return [line for line in found if not kind or line.kind == kind]


def _line(month: Month, row: Logged, clash: set, called: dict[str, str]) -> Line:
    e, work, before = row.entry, row.work, month.corrected.get(row.entry.id)
    title = row.visit.enrolment.person.name if row.visit else (work.note if work else "")
    return Line(
        e.on, e.kind, called.get(e.kind, e.kind), title, f"{e.starts:%H.%M}" if e.starts else "", e.minutes,
        length(e.minutes), reverse("visit", args=[e.id]) if row.visit else reverse("correct_hours", args=[e.id]),
        _("Waktunya bertumpuk") if e.id in clash else "", bool(work and work.late), work.reason if work else "",
        length(before.minutes) if before else "",
    )  # fmt: skip


def days_of(month: Month, lines: list[Line]) -> Iterator[Day]:
    too_long = long_days(month.entries)
    for on, found in groupby(lines, key=lambda line: line.on):
        told = list(found)
        yield Day(on, told, length(sum(line.minutes for line in told)), on in too_long)


def totals_of(month: Month) -> list[Total]:
    """Every kind of the list, in its order; what is frozen stands beside what came after."""
    now, counts = totals(month.entries), Counter(e.kind for e in month.entries)
    frozen = month.frozen.totals if month.frozen else {}
    found = []
    for code, name in choices("work_kinds").items():
        minutes, then = now.get(code, 0), frozen.get(code, 0)
        if minutes or then:
            changed = month.frozen is not None and then != minutes
            note = _("dibekukan %(length)s") % {"length": length(then)} if changed else ""
            found.append(Total(code, name, minutes, length(minutes), counts[code], note))
    return found


def flags_of(month: Month) -> list[str]:
    found = []
    if overlapping(month.entries):
        found.append(_("Ada pekerjaan yang waktunya bertumpuk pada hari yang sama."))
    if long_days(month.entries):
        found.append(_("Ada hari dengan lebih dari %(n)s jam kerja.") % {"n": LONG_DAY // 60})
    return found


def length(minutes: int) -> str:
    """1 jam 20 menit."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(h)s jam") % {"h": hours}
    return _("%(h)s jam %(m)s menit") % {"h": hours, "m": rest} if hours else _("%(m)s menit") % {"m": rest}


def values_of(line: Line) -> list[Any]:
    told = line.title if not line.reason else f"{line.title} ({line.reason})".strip()
    return [line.on, line.kind_name, told, line.starts, round(line.minutes / 60, 2), line.flag]
