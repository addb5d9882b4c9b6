"""One constraint of one business: what it means, how it came and went, what may have helped."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.revisions.queries import history
from dampingi.foundation.ui.formats import short_day
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.mentoring.models import Visit

WEIGHTS = {1: ("none", lazy("Ringan")), 2: ("watch", lazy("Terasa")), 3: ("late", lazy("Menghambat usaha"))}
WHY = "of a business in reach"
MOST = 12


def may_note(actor: Actor, business: Business) -> bool:
    return Business.objects.for_actor(actor, Permission.NOTE_CONSTRAINTS).filter(id=business.id).exists()


def constraint_page(actor: Actor, found: Constraint) -> dict[str, Any]:
    entry = next((e for e in load("constraints") if e["code"] == found.code), None)
    meant, signs = (entry["meant"], entry["signs"]) if entry else ("", "")
    state, weight = WEIGHTS[found.severity]
    return {
        "constraint": found,
        "business": found.business,
        "name": choices("constraints").get(found.code, found.code),
        "meant": gettext(meant) if meant else "",
        "signs": gettext(signs) if signs else "",
        "field": choices("constraint_fields").get(entry["field"], "") if entry else "",
        "state": state,
        "weight": weight,
        "source": choices("constraint_sources").get(found.source, found.source),
        "how": choices("resolutions").get(found.resolved_how, ""),
        "solved": found.resolved_how not in UNSOLVED,
        "helped": helped(found),
        "chain": _chain(found),
        "history": [_change(each) for each in history("constraint", found.id)],
        "may_note": may_note(actor, found.business),
    }


def helped(found: Constraint) -> dict[str, str] | None:
    """The activity that made the difference: its words and its door."""
    if not found.helped_by:
        return None
    routes = {"visit": "visit", "training": "training", "clinic": "slot"}
    words = {"visit": _("Kunjungan"), "training": _("Pelatihan"), "clinic": _("Klinik bisnis")}
    return {"label": words[found.helped_by], "href": reverse(routes[found.helped_by], args=[found.helped_id])}


def helpers(business: Business) -> list[tuple[str, str]]:
    """What happened with the business that may have helped, newest first, as choices of a form."""
    topics = choices("topics")
    visits = Visit.objects.unscoped(WHY).filter(enrolment__business=business, archived_at=None)
    told = [
        (v.on, f"visit:{v.id}", _("Kunjungan %(day)s: %(what)s"), topics.get(v.topic, v.topic))
        for v in visits.order_by("-on")[:MOST]
    ]
    came = Attendance.objects.unscoped(WHY).filter(enrolment__business=business, present=True)
    trainings = Training.objects.unscoped(WHY).filter(id__in=came.values("training"))
    told += [
        (t.on, f"training:{t.id}", _("Pelatihan %(day)s: %(what)s"), t.title)
        for t in trainings.order_by("-on")[:MOST]
    ]
    told.sort(key=lambda row: row[0], reverse=True)
    return [(value, words % {"day": short_day(on), "what": what}) for on, value, words, what in told]


def _chain(found: Constraint) -> list[Constraint]:
    """The same trouble before and after: the rows it reopened and those that reopened it, oldest first."""
    rows = Constraint.objects.unscoped(WHY).filter(business=found.business_id, code=found.code)
    every = {row.id: row for row in rows}
    at: uuid.UUID | None = found.id
    while at and every[at].reopens_id in every:
        at = every[at].reopens_id
    chain = []
    while at:
        chain.append(every[at])
        at = next((row.id for row in every.values() if row.reopens_id == at), None)
    return chain if len(chain) > 1 else []


def _change(revision: Any) -> dict[str, Any]:
    old, new = revision.changes.get("severity", (None, None))
    return {"at": revision.at, "old": WEIGHTS[old][1] if old else "", "new": WEIGHTS[new][1] if new else ""}
