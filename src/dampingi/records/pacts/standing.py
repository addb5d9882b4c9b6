"""Where an agreement stands on a day, in words and one of four looks."""

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.states import State as Look
from dampingi.records.pacts.models import Pact, State
from dampingi.records.pacts.queries import SOON, SOONER

WORDS = {
    "draft": _("Rancangan"),
    "review": _("Ditelaah"),
    "cleared": _("Siap ditandatangani"),
    "coming": _("Belum mulai"),
    "active": _("Berlaku"),
    "soon": _("Berakhir dalam 90 hari"),
    "sooner": _("Berakhir dalam 30 hari"),
    "over": _("Lewat waktu"),
    "ended": _("Diakhiri"),
}
LOOKS = {
    "active": Look.GOOD, "cleared": Look.WATCH, "soon": Look.WATCH, "sooner": Look.LATE, "over": Look.LATE, "review": Look.WATCH,
}  # fmt: skip


def standing(pact: Pact, today: datetime.date) -> str:
    if pact.state != State.SIGNED:
        return "ended" if pact.state == State.ENDED else str(pact.state)
    left = (pact.ends_on - today).days
    if pact.starts_on > today:
        return "coming"
    if left < 0:
        return "over"
    return "sooner" if left <= SOONER else "soon" if left <= SOON else "active"


def look_of(pact: Pact, today: datetime.date) -> tuple[Look, Any]:
    at = standing(pact, today)
    return LOOKS.get(at, Look.NONE), WORDS[at]


def standing_filter(at: str, today: datetime.date) -> Q:
    """The same as `standing`, as a condition."""
    signed = Q(state=State.SIGNED)
    day = datetime.timedelta(days=1)
    begun = signed & Q(starts_on__lte=today)
    edges = {
        "ending": begun & Q(ends_on__range=(today, today + SOON * day)),
        "held": begun & Q(ends_on__gte=today),
        "coming": signed & Q(starts_on__gt=today),
        "over": begun & Q(ends_on__lt=today),
        "sooner": begun & Q(ends_on__range=(today, today + SOONER * day)),
        "soon": begun & Q(ends_on__gt=today + SOONER * day, ends_on__lte=today + SOON * day),
        "active": begun & Q(ends_on__gt=today + SOON * day),
    }
    return edges.get(at, Q(state=at))
