import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.learning import actions
from dampingi.records.learning.cards import heard
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.learning.queries import doors as queries
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

MANAGE, RECORD, OWN = Permission.MANAGE_INTAKE, Permission.RECORD_VISITS, Permission.GIVE_VOICE
MOST = 300
"""Names to choose from at once; more than that one scans or types."""


@requires(MANAGE, RECORD)
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """Scan a card, type its code, or choose a name."""
    found = queries.session(request.actor, training_id)
    result = _let_in(request, found) if request.method == "POST" else {}
    there = Attendance.objects.unscoped("counts only").filter(training=found, present=True)
    awaited = queries.awaited(request.actor, found)
    context = {
        "training": found, "result": result, "came": there.count(), "awaited": awaited[:MOST], "count": len(awaited),
        "today": found.on == today_in(found.region) and not found.cancelled_at,
    }  # fmt: skip
    wrong = result.get("status", 200)
    return render(request, "learning/door.html", context, status=200 if request.htmx else wrong)  # type: ignore[attr-defined]


@require_GET
@requires(MANAGE, RECORD, OWN)
def card_door(request: HttpRequest, code: str) -> HttpResponse:
    """Where a card's picture leads: whoever keeps a door marks its holder, the holder sees their own card."""
    named, letters = heard(code)
    if named is None or not letters:
        raise Refused(_("Kartu atau kode itu tidak dikenal. Periksa hurufnya, atau pilih dari daftar."))
    own = Enrolment.objects.for_actor(request.actor, OWN).filter(id=named).first()
    if own:
        return redirect("participant_card", own.id)
    found = queries.in_reach(request.actor, named)
    if found is None:
        raise Refused(_("Kartu itu tidak dikenal, atau bukan dampingan dan wilayah Anda."), status=404)
    context = {"enrolment": found, "code": code, "trainings": queries.todays(request.actor, found)}
    return render(request, "learning/card_door.html", context)


@require_POST
@requires(MANAGE, RECORD)
def card_replacement(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    actions.replace_card(by=request.actor, enrolment=enrolment_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Kartu diganti; yang lama tidak berlaku lagi. Cetak atau tunjukkan yang baru."))  # fmt: skip
    return redirect("participant_card", enrolment_id)


def _let_in(request: HttpRequest, training: Training) -> dict[str, Any]:
    """What to tell at the door. A refusal is told there as well: the next in the line is waiting."""
    person = None
    try:
        person = _who(request, training)
        row, new = actions.let_in(
            by=request.actor, training=training.id, enrolment=person.id, add=bool(request.POST.get("add"))
        )
    except Refused as refusal:
        may_add = isinstance(refusal, actions.NotExpected) and refusal.may_add
        return {"kind": "warning", "title": refusal.message, "add": person.id if person and may_add else None, "status": refusal.status}  # fmt: skip
    told = {"name": person.person.name, "at": _clock(row)}
    if new:
        return {"kind": "success", "title": _("%(name)s hadir.") % told, "business": person.business}
    known = _("%(name)s sudah tercatat pukul %(at)s.") if row.at else _("%(name)s sudah tercatat.")
    return {"kind": "info", "title": known % told}


def _who(request: HttpRequest, training: Training) -> Enrolment:
    chosen = request.POST.get("enrolment", "")
    if not chosen:
        return queries.holder(training, request.POST.get("code", ""))
    named, _code = heard(chosen)
    found = queries.in_reach(request.actor, named) if named else None
    if found is None:
        raise Refused(
            _("Peserta itu bukan dampingan atau wilayah Anda. Minta panitia memindainya."), status=404
        )
    return found


def _clock(row: Attendance) -> str:
    return timezone.localtime(row.at, zone(row.training.region)).strftime("%H.%M") if row.at else ""
