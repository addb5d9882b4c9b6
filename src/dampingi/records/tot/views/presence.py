import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning import codes
from dampingi.records.learning.views.presence import screen
from dampingi.records.programmes.rosters import today_in
from dampingi.records.tot import actions, queries
from dampingi.records.tot.models import Presence, Session


@require_GET
@requires(Permission.MANAGE_MENTORS)
def session_code(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """For the screen in the room."""
    found = queries.session_of(request.actor, session_id)
    if found.course.closed_at:
        raise Conflict(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."))
    if found.on != today_in(found.course.region):
        raise Conflict(_("Kode kehadiran tampil pada hari pelatihan. Sesudahnya, catat dari daftar hadir."))
    return screen(
        request, "tot_own_presence", found.id, "tot/session_code.html", {"session": found, "came": found.presences.count()}
    )  # fmt: skip


@requires(Permission.VIEW_MENTORS)
@require_http_methods(["GET", "POST"])
def own_presence(request: HttpRequest, code: str) -> HttpResponse:
    """Opened from the screen's code; pressing the button says one came. A second scan tells when the first was."""
    user = request.actor.user_id
    key = codes.read_pressed(code, user) if request.method == "POST" else codes.read_shown(code)
    found = Session.objects.filter(id=key).select_related("course").first()
    mine = queries.own_trainee(request.actor, found.course_id) if found else None
    if found is None or mine is None:
        raise Refused(_("Pelatihan itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    context = {
        "session": found,
        "course": found.course,
        "code": codes.pressed(found.id, user),
        "fresh": False,
    }
    if request.method == "POST":
        context["known"], context["fresh"] = actions.mark_own_presence(by=request.actor, session=found.id)
    else:
        context["known"] = Presence.objects.filter(session=found, trainee=mine).first()
    return render(request, "tot/own_presence.html", context)
