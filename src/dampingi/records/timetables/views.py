import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui.formats import number
from dampingi.records.meetings.actions import Move, move_together
from dampingi.records.meetings.queries import rooms as rooms_of
from dampingi.records.timetables import season as seasons
from dampingi.records.timetables.forms import SeasonForm
from dampingi.records.timetables.wording import RULES

AHEAD = datetime.timedelta(days=42)


@requires(Permission.CALL_MEETINGS)
@require_GET
def timetable(request: HttpRequest) -> HttpResponse:
    """The meetings to come as they are, and as the fewest would be missing."""
    region, form = _asked(request)
    found = None
    if form.is_valid():
        try:
            found = seasons.season(request.actor, form.wish(), region)
        except Refused as refused:
            form.add_error(None, refused.message)
    titles = {str(line.meeting.id): line.meeting.title for line in found.lines} if found else {}
    given_up = (
        [(titles.get(v.meeting, ""), RULES.get(v.rule, v.rule)) for v in found.gives_up] if found else []
    )
    context = {
        "form": form, "season": found, "zone": str(zone(region)), "given_up": list(dict.fromkeys(given_up)),
        "asked": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "timetables/timetable.html", context, status=422 if form.errors else 200)


@requires(Permission.CALL_MEETINGS)
@require_POST
def moving_together(request: HttpRequest) -> HttpResponse:
    """What was ticked of the plan, at once or not at all."""
    told = [said.split("|") for said in request.POST.getlist("move")]
    rooms = {str(r.id): r for r in rooms_of(request.actor)}
    try:
        moves = [
            Move(uuid.UUID(id), _at(was), _at(then), rooms[room] if room else None)
            for id, was, then, room in told
        ]
    except (ValueError, KeyError):
        raise Refused(_("Susunannya tidak terbaca. Hitung lagi, lalu centang lagi.")) from None
    done = move_together(by=request.actor, moves=moves, reason=request.POST.get("reason", ""))
    messages.success(
        request,
        ngettext("%(n)s rapat pindah; semua yang diundang diberi tahu.", "%(n)s rapat pindah; semua yang diundang diberi tahu.", len(done))
        % {"n": number(len(done))},
    )  # fmt: skip
    return redirect(f"{reverse('timetable')}?{request.POST.get('asked', '')[:500]}")


def _at(said: str) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError(said)
    return found


@requires(Permission.CALL_MEETINGS)
@require_GET
def other_times(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Why one meeting is best where the plan has it."""
    region, form = _asked(request)
    if not form.is_valid():
        return render(request, "timetables/timetable.html", {"form": form}, status=422)
    found = seasons.why(request.actor, form.wish(), region, meeting_id)
    rows = [(other, [RULES.get(rule, rule) for rule in other.breaks]) for other in found.others]
    relief = [
        (user, free, relaxed, [RULES.get(rule, rule) for rule in relaxed.breaks] if relaxed else [])
        for user, free, relaxed in found.relief
    ]
    context = {
        "why": found,
        "rows": rows,
        "relief": relief,
        "zone": str(zone(region)),
        "asked": request.GET.urlencode(),
    }
    return render(request, "timetables/other_times.html", context)


def _asked(request: HttpRequest) -> tuple[str, SeasonForm]:
    """The widest region the asker calls meetings in, and what they asked for; the next six weeks unless they did."""
    region = min(request.actor.regions(Permission.CALL_MEETINGS), key=len)
    tomorrow = timezone.localtime(timezone=zone(region)).date() + datetime.timedelta(days=1)
    first = {"first": tomorrow, "last": tomorrow + AHEAD, "morning": "09:00", "afternoon": "13:00"}
    return region, SeasonForm(request.GET if "first" in request.GET else first)
