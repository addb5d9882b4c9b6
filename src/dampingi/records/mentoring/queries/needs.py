"""Reasons to see a participant, weighed as published in definitions/needs.yaml: higher comes first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices, load
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.formats import short_day
from dampingi.records.mentoring.addresses import plan_address
from dampingi.records.mentoring.models import Plan, Promise, Task
from dampingi.records.programmes.models import Enrolment, Stage
from dampingi.records.verification.models import LookRequest


@dataclass(frozen=True)
class Reason:
    code: str
    """Of definitions/needs.yaml."""
    text: str
    weight: int
    late: bool = False
    href: str = ""
    """Where more is told about it."""


@cache
def need(code: str) -> dict[str, Any]:
    return next(entry for entry in load("needs") if entry["code"] == code)


def weighed(code: str, beyond: int = 0) -> int:
    """`beyond`: how many days, stages, tasks or months past the limit."""
    entry = need(code)
    whole = entry["weight"] + entry.get("per", 0) * max(0, beyond)
    return min(whole, entry["most"]) if "most" in entry else whole


def band_of(sum_of_weights: int) -> str:
    """The code of definitions/need_bands.yaml; '' where there is no need."""
    return next((band["code"] for band in load("need_bands") if sum_of_weights >= band["least"]), "")


def planned(plan: Plan | None, today: datetime.date) -> list[Reason]:
    """What the office asked for: pressing in its last week, late after its day."""
    if plan is None:
        return []
    words, page = {"what": about(plan), "day": short_day(plan.due_on)}, plan_address(plan.id)
    left = (plan.due_on - today).days
    if left < 0:
        told = _("Diminta dinas, lewat %(day)s: %(what)s") % words
        return [Reason("asked_late", told, weighed("asked_late"), True, page)]
    code = "asked_soon" if left <= need("asked_soon")["within"] else "asked"
    return [Reason(code, _("Diminta dinas sampai %(day)s: %(what)s") % words, weighed(code), href=page)]


def to_be_seen(asked: LookRequest | None) -> list[Reason]:
    if asked is None:
        return []
    words = {"day": short_day(asked.at), "note": asked.note}
    told = _("Dinas meminta data usahanya diverifikasi (%(day)s). %(note)s") % words
    page = reverse("business_verification", args=[asked.business_id])
    return [Reason("look", told.strip(), weighed("look"), href=page)]


def promised(promise: Promise | None, today: datetime.date) -> list[Reason]:
    if promise is None or promise.day > today:
        return []
    late, again = (today - promise.day).days, promise.moved_from_id is not None
    if late == 0:
        words = (
            _("Janji kunjungan hari ini, sudah pernah ditunda") if again else _("Janji kunjungan hari ini")
        )
        return [Reason("promise_today", words, weighed("promise_today"))]
    words = _("Janji %(day)s terlewat, sudah pernah ditunda") if again else _("Janji %(day)s terlewat")
    told = words % {"day": short_day(promise.day)}
    return [Reason("promise_missed", told, weighed("promise_missed", late), True)]


def silence(enrolment: Enrolment, last: datetime.date | None, today: datetime.date) -> list[Reason]:
    days = (today - (last or enrolment.enrolled_on)).days
    if last is None:
        late = days > need("never_visited")["after"]
        told = _("Belum pernah dikunjungi")
        return [Reason("never_visited", told, weighed("never_visited"), True)] if late else []
    beyond = days - need("silent")["after"]
    if beyond <= 0:
        return []
    told = _("Terakhir dikunjungi %(days)d hari lalu") % {"days": days}
    return [Reason("silent", told, weighed("silent", beyond), True)]


def stages(undone: Sequence[Stage], today: datetime.date) -> list[Reason]:
    overdue = [stage for stage in undone if stage.due_on < today]
    if not overdue:
        return []
    words = {"stage": overdue[0].name, "days": (today - overdue[0].due_on).days}
    told = _("%(stage)s lewat tenggat %(days)d hari") % words
    return [Reason("stage_late", told, weighed("stage_late", len(overdue)), True)]


def tasks(missing: Sequence[Task]) -> list[Reason]:
    if not missing:
        return []
    told = _("%(count)d tugas belum dikumpulkan") % {"count": len(missing)}
    return [Reason("task_missing", told, weighed("task_missing", len(missing)))]


def growth(enrolment: Enrolment, latest: datetime.date | None, today: datetime.date) -> list[Reason]:
    """`latest`: the last month on record. A month is due some days after its end."""
    if enrolment.business_id is None or enrolment.business_until:
        return []
    due = (today - datetime.timedelta(days=need("growth_missing")["after"])).replace(day=1)
    first = enrolment.enrolled_on.replace(day=1)
    known = latest or first
    missing = (due.year - known.year) * 12 + due.month - known.month - 1
    if missing <= 0:
        return []
    month = (due - datetime.timedelta(days=1)).replace(day=1)
    told = _("Perkembangan usaha %(month)s belum dicatat") % {"month": written_month(month)}
    page = reverse("record_growth", args=[enrolment.id])
    return [Reason("growth_missing", told, weighed("growth_missing", missing), href=page)]


def about(plan: Plan) -> str:
    """What the visit is for: the constraint it answers, else its topic."""
    told = choices("constraints") | choices("constraint_fields")
    return told.get(plan.about) or choices("topics").get(plan.topic, plan.topic)
