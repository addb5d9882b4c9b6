"""A mentor's day: whom to visit and why, what is late, and the evidence so far."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.formats import month
from dampingi.insight.monitoring.services import of_services
from dampingi.pages.attention import Attention, attention
from dampingi.pages.home.figures import OWN, Card, cards
from dampingi.pages.today.stops import stops
from dampingi.records.clinic.queries import coming_slots
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.queries import caseload

TODAY, SOON = 6, 6


def mentor_home(actor: Actor, mentor: Mentor, *, today: datetime.date) -> dict[str, Any]:
    theirs = attention(caseload(mentor, on=today), mentor.programme, today=today)
    urgent = stops(theirs, mentor=mentor, today=today)
    clinics = _clinics(actor, today)
    accompanies = bool(theirs) or not of_services(mentor.programme)
    return {
        "mentor": mentor,
        "today_list": urgent[:TODAY],
        "more": max(0, len(urgent) - TODAY),
        "caseload_count": len(theirs),
        "fine_count": len(theirs) - len(urgent),
        "planned": _planned(theirs, today),
        "reports": _reports(mentor, today),
        "clinics": clinics,
        "accompanies": accompanies,
        "cards": _cards(actor, mentor.programme) if accompanies else [],
    }


def _planned(theirs: list[Attention], today: datetime.date) -> list[Attention]:
    coming = [
        each for each in theirs if each.next_on and each.next_on > today and not each.enrolment.exited_on
    ]
    return sorted(coming, key=lambda each: (each.next_on, each.enrolment.person.key))[:SOON]


def _reports(mentor: Mentor, today: datetime.date) -> list[dict[str, Any]]:
    """What the mentor still has to hand in or mend, oldest first."""
    found = MonthlyReport.objects.unscoped("one's own").filter(
        mentor=mentor, state__in=[MonthlyReport.State.DRAFT, MonthlyReport.State.RETURNED]
    )
    return [
        {
            "report": each,
            "title": _("Laporan %(month)s") % {"month": month(each.month)},
            "late": each.due_on < today,
            "returned": each.state == MonthlyReport.State.RETURNED,
        }
        for each in found.order_by("month")
    ]


def _clinics(actor: Actor, today: datetime.date) -> list[dict[str, Any]]:
    """The sessions in which they advise: what comes, and before it what still waits for a result."""
    known = choices("constraint_fields")
    return [
        {"slot": slot, "field": known.get(slot.field, slot.field), "owed": slot.on < today}
        for slot in coming_slots(actor, today)
    ]


def _cards(actor: Actor, programme: Programme) -> list[Card]:
    return cards(actor, programme, codes=OWN, permission=Permission.VIEW_PARTICIPANTS)
