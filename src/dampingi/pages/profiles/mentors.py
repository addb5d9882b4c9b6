"""The 360-degree page of a mentor: whom they accompany, what they did, their reports - facts before any judgement."""

import datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.plots import trend
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.outcomes.papers.listing import with_letters
from dampingi.pages.attention import Attention, attention
from dampingi.pages.home.evaluations import result_address
from dampingi.records.appointments.queries import fields_of, history_of, terms_of
from dampingi.records.mentoring.listing.promises import FATES
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.mentoring.queries.promises import KEPT, MISSED, OPEN, PUT_OFF, kept_by_month
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import caseload
from dampingi.records.programmes.readiness import why_not_ready
from dampingi.records.tot.queries import passed_by

SHOWN_VISITS = 8
COUNTED = (KEPT, PUT_OFF, MISSED, OPEN)
WHY = "of a mentor the reader may see"


def mentor_page(actor: Actor, mentor: Mentor, *, today: datetime.date) -> dict[str, Any]:
    theirs = attention(caseload(mentor, on=today), mentor.programme, today=today)
    visits = Visit.objects.unscoped(WHY).filter(mentor=mentor, archived_at=None)
    reports = list(MonthlyReport.objects.unscoped(WHY).filter(mentor=mentor).order_by("-month"))
    return {
        "mentor": mentor,
        "level": level_name(mentor),
        "place": place_of(mentor.region),
        "caseload": theirs,
        "needing": sum(1 for each in theirs if each.reasons),
        "visits": _latest_visits(visits),
        "visit_count": visits.count(),
        "month_visits": visits.filter(on__gte=today.replace(day=1), on__lte=today).count(),
        "month_met": _met(visits, today),
        "activity": _activity(visits),
        "promises": _promises(mentor, today),
        "reports": [_report(each) for each in reports],
        "late_reports": sum(
            1 for each in reports if each.late or (each.late is None and each.due_on < today)
        ),
        "stage_share": _stage_share(theirs),
        "result_address": result_address(actor, mentor),
        "letter": with_letters(Mentor.objects.unscoped(WHY).filter(id=mentor.id))
        .values_list("letter", flat=True)
        .first(),
        "terms": terms_of(mentor),
        "fields": fields_of([mentor.id])[mentor.id],
        "history": [
            {"mentor": m, "place": place_of(m.region), "level": level_name(m)} for m in history_of(mentor)
        ],
        "not_yet": why_not_ready([mentor]).get(mentor.id, ""),
        "passed": passed_by([mentor.id]).get(mentor.id),
        "own": mentor.user_id == actor.user_id,
        "invitable": not mentor.user.has_usable_password(),
        "manages": actor.may(Permission.MANAGE_MENTORS, region=mentor.region),
    }


def level_name(mentor: Mentor) -> str:
    names_ = {
        "kelurahan": _("Pendamping kelurahan"),
        "kecamatan": _("Pendamping kecamatan"),
        "kota": _("Pendamping kota"),
    }
    if mentor.field:
        return _("Konsultan bidang %(field)s") % {
            "field": choices("mentor_fields").get(mentor.field, mentor.field).lower()
        }
    return names_.get(mentor.level, _("Pendamping"))


def place_of(code: str) -> str:
    """Kelurahan and kecamatan; a city or kecamatan by its own name."""
    called = names([code, ancestor(code, 3)])
    return ", ".join(dict.fromkeys(called[c] for c in (code, ancestor(code, 3)) if c in called))


def _latest_visits(visits: Any) -> list[dict[str, Any]]:
    topics = choices("topics")
    rows = visits.select_related("enrolment__person", "enrolment__business").order_by("-on", "-recorded_at")
    return [
        {
            "at": visit.on,
            "title": visit.enrolment.person.name,
            "icon": "visit",
            "text": visit.advice,
            "who": f"{topics.get(visit.topic, visit.topic)} · {formats.number(visit.minutes)} {_('menit')}",
        }
        for visit in rows[:SHOWN_VISITS]
    ]


def _met(visits: Any, today: datetime.date) -> int:
    this_month = visits.filter(on__gte=today.replace(day=1), on__lte=today)
    return this_month.values("enrolment").distinct().count()


def _activity(visits: Any) -> dict[str, Any] | None:
    counted = visits.annotate(m=TruncMonth("on")).values("m").annotate(n=Count("id")).order_by("m")
    rows = [(row["m"], row["n"]) for row in counted]
    if len(rows) < 2:
        return None
    takeaway = _("%(count)s kunjungan dalam %(months)d bulan") % {
        "count": formats.number(sum(n for _m, n in rows)),
        "months": len(rows),
    }
    drawing = drawn(
        trend,
        [{"period": f"{m:%m/%y}", "value": n} for m, n in rows],
        title=_("Kunjungan per bulan"),
        description=takeaway,
    )
    table = [(formats.month(m), formats.number(n)) for m, n in rows]
    return {"takeaway": takeaway, "drawing": drawing, "rows": table, "columns": [_("Bulan"), _("Kunjungan")]}


def _promises(mentor: Mentor, today: datetime.date) -> dict[str, Any] | None:
    """Per month of the promised day, what became of the promises; every figure opens its rows."""
    counted = kept_by_month(mentor, today=today)
    if not counted:
        return None
    rows = [
        {
            "month": month,
            "cells": [
                {"label": words, "count": of[fate], "state": state,
                 "href": f"?pendamping={mentor.id}&bulan={month:%Y-%m}&keadaan={fate}"}
                for fate, (state, words) in FATES.items() if fate in COUNTED
            ],
        }
        for month, of in counted.items()
    ]  # fmt: skip
    return {"heads": [FATES[fate][1] for fate in COUNTED], "rows": rows}


def _report(report: MonthlyReport) -> dict[str, Any]:
    if report.state == MonthlyReport.State.APPROVED:
        state = State.WATCH if report.late else State.GOOD
    elif report.state == MonthlyReport.State.SUBMITTED:
        state = State.WATCH
    else:
        state = State.LATE if report.state == MonthlyReport.State.RETURNED else State.NONE
    words = report.get_state_display()
    return {"report": report, "state": state, "words": f"{words}, {_('terlambat')}" if report.late else words}


def _stage_share(theirs: list[Attention]) -> float | None:
    due = sum(each.stages for each in theirs)
    return sum(each.stages_done for each in theirs) / due if due else None
