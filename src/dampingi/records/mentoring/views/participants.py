import datetime
from collections import Counter

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import masked_phone, reachable, spoken_phone, whatsapp_address
from dampingi.records.contacts.queries import latest_attempts
from dampingi.records.learning.queries import next_training
from dampingi.records.mentoring import listing
from dampingi.records.mentoring.listing.promises import FATES, tell
from dampingi.records.mentoring.places import place_words
from dampingi.records.mentoring.queries.dossier import Dossier, dossier
from dampingi.records.mentoring.queries.participants import participants as of_reach
from dampingi.records.mentoring.queries.promises import promises_to
from dampingi.records.mentoring.turnover import turnover_chart
from dampingi.records.mentoring.views.stages import presenter_of

RECENT = 4


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def participants(request):
    """The list; a participant, who sees only their own, goes straight to it."""
    found = of_reach(request.actor)
    if request.actor.holds(Permission.GIVE_VOICE):
        own = list(found.order_by("-enrolled_on")[:2])
        if len(own) == 1:
            return redirect("participant", own[0].id)
    spec = listing.participants_list(request.actor, today=timezone.localdate())
    return respond(request, spec, found, "mentoring/participants.html")


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def participant(request, enrolment_id):
    today = timezone.localdate()
    found = dossier(request.actor, enrolment_id, today=today)
    context = {
        "dossier": found,
        "today": today,
        "enrolment": found.enrolment,
        "sees_mentors": bool(request.actor.regions(Permission.VIEW_MENTORS)),
        "sees_plans": any(request.actor.holds(p) for p in (Permission.PLAN_HELP, Permission.RECORD_VISITS)),
        "own": found.enrolment.person.user_id == request.actor.user_id,
        "place": place_words(found.enrolment.region, upto=3),
        "elsewhere": _elsewhere(found.enrolment),
        "contact": _contact(request.actor, found),
        "promised": _promised(found, today),
        "now": presenter_of(request, found).now(),
        "chart": turnover_chart(found.growth),
        "next_training": next_training(found.enrolment, after=today),
        "may_stand_in": request.actor.holds(Permission.MANAGE_INTAKE),
        "may_withdraw": request.actor.holds(Permission.MANAGE_INTAKE) and not found.enrolment.exited_on,
    }
    return render(request, "mentoring/participant.html", context)


def _elsewhere(enrolment) -> str:
    """Where the business is, if not in the kelurahan whose place it is."""
    business = enrolment.business
    moved = business is not None and business.region != enrolment.region and not enrolment.business_until
    return place_words(business.region, upto=3) if moved else ""


def _promised(found: Dossier, today: datetime.date) -> dict:
    rows = tell(promises_to(found.enrolment.id, today=today))
    fates = Counter(p.fate for p in rows)
    counted = [
        f"{formats.number(fates[fate])} {str(words).lower()}"
        for fate, (_s, words) in FATES.items()
        if fates[fate]
    ]
    return {"rows": rows[:RECENT], "earlier": rows[RECENT:], "words": ", ".join(counted)}


def _contact(actor, found: Dossier) -> dict:
    person = found.enrolment.person
    shown = person.id in reachable(actor, [person.id])
    return {
        "shown": shown,
        "phone": spoken_phone(person.phone) if shown else masked_phone(person.phone),
        "whatsapp": whatsapp_address(person.phone) if shown else "",
        "address": person.address if shown else "",
        "attempt": latest_attempts([found.enrolment.id]).get(found.enrolment.id)
        if found.may_record
        else None,
    }
