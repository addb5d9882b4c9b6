import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import reachable, spoken_phone
from dampingi.records.checkups import actions, queries
from dampingi.records.checkups.forms import HeardForm
from dampingi.records.checkups.listing import check_ups_list, mark_words, standing
from dampingi.records.checkups.models import MARKS, CheckUp
from dampingi.records.programmes.rosters import today_in

ENTER, OWN = Permission.ENTER_QUESTIONS, Permission.GIVE_VOICE


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def check_ups(request: HttpRequest) -> HttpResponse:
    """How the alumni fare, per kecamatan and mark; and each of them."""
    today, programmes = timezone.localdate(), queries.programmes(request.actor)
    chosen = next(
        (p for p in programmes if str(p.id) == request.GET.get("program")),
        programmes[0] if programmes else None,
    )
    table = _table(request, chosen, today) if chosen else []
    context = {
        "programme": chosen,
        "table": table,
        "marks": [(m, mark_words(m)) for m in MARKS],
        "today": today,
    }
    spec = check_ups_list(request.actor, programmes, today)
    return respond(request, spec, queries.check_ups(request.actor), "checkups/check_ups.html", context)


@requires(ENTER, OWN, Permission.VIEW_PARTICIPANTS)
@require_http_methods(["GET", "POST"])
def check_up(request: HttpRequest, check_up_id: uuid.UUID) -> HttpResponse:
    """One alumnus at one mark: what was said, and the form for who asks or answers."""
    found = queries.check_up(request.actor, check_up_id)
    own = CheckUp.objects.for_actor(request.actor, OWN).filter(id=found.id).exists()
    enters = own or CheckUp.objects.for_actor(request.actor, ENTER).filter(id=found.id).exists()
    form = HeardForm(request.POST or None, own=own)
    if request.method == "POST":
        if not enters:
            raise Refused(_("Pemeriksaan ini dicatat oleh dinas atau pendampingnya."), status=403)
        if form.is_valid():
            made = attempt(
                form, lambda: actions.note_check_up(by=request.actor, check_up=found.id, heard=form.heard())
            )
            if made:
                told = (
                    _("Tersimpan, dan masalahnya sampai di klinik bisnis.")
                    if made.question
                    else _("Keterangannya tersimpan.")
                )
                messages.success(request, told)
                return redirect("check_up", found.id)
    person, today = found.enrolment.person, today_in(found.region)
    look, words = standing(found, today)
    phone = person.phone if person.id in reachable(request.actor, [person.id]) else ""
    context = {
        "found": found, "own": own, "enters": enters and found.due_on <= today, "form": form, "said": list(found.said.order_by("-number")),
        "mark": mark_words(found.mark), "place": name_of(found.region), "look": look, "standing": words, "phone": phone,
        "spoken": spoken_phone(phone) if phone else "",
    }  # fmt: skip
    return render(request, "checkups/check_up.html", context, status=422 if form.errors else 200)


def _table(request: HttpRequest, programme, today):
    """Kecamatan -> for each mark the share with the addresses of its rows; the last line is all together."""
    found = queries.shares(request.actor, programme, today)
    called, address = names({s.region for s in found}), reverse("check_ups")
    lines = []
    for region in [*sorted({s.region for s in found}), ""]:
        cells = []
        for mark in MARKS:
            rows = [s for s in found if s.mark == mark and region in ("", s.region)]
            due, reached, running = (sum(getattr(s, n) for s in rows) for n in ("due", "reached", "running"))
            where = f"&wilayah={region}" if region else ""
            door = f"{address}?program={programme.id}&tanda={mark}&waktu=tiba{where}"
            cells.append({"due": due, "reached": reached, "running": running, "door": door} if due else None)
        lines.append((called.get(region, region), cells))
    return lines if found else []
