import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning import actions, codes
from dampingi.records.learning import queries as trainings
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.learning.queries.quizzes import to_answer
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.MANAGE_INTAKE)
def attendance_code(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """For the screen in the room: a code that changes, and how many came."""
    found = trainings.training(request.actor, training_id)
    request.actor.require(Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id)
    if found.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan; kehadirannya tidak dapat dicatat."))
    if found.on != today_in(found.region):
        raise Conflict(_("Kode kehadiran tampil pada hari pelatihan. Sesudahnya, catat dari daftar hadir."))
    came = Attendance.objects.unscoped("counts only").filter(training=found, present=True).count()
    context = {"training": found, "came": came}
    return screen(request, "own_attendance", found.id, "learning/attendance_code.html", context)


def screen(request: HttpRequest, opens: str, id: uuid.UUID, template: str, context: dict[str, Any]) -> HttpResponse:  # fmt: skip
    """A page with the code of the moment, which leads to the route `opens`; it renews itself."""
    address = request.build_absolute_uri(reverse(opens, args=[codes.shown(id)]))
    drawn = {"address": address, "picture": mark_safe(codes.picture(address))}  # noqa: S308 - drawn by us
    answer = render(request, template, context | drawn)
    answer["Refresh"] = str(codes.SCREEN_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def own_attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Opened from the screen's code; pressing the button says one came. A second scan tells when the first was."""
    user = request.actor.user_id
    training = codes.read_pressed(code, user) if request.method == "POST" else codes.read_shown(code)
    found = Training.objects.unscoped("named by a code that was on its screen").filter(id=training).first()
    mine = Enrolment.objects.for_actor(request.actor, Permission.GIVE_VOICE).order_by("-enrolled_on").first()
    if found is None or mine is None:
        raise Refused(_("Pelatihan itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    context = {"training": found, "code": codes.pressed(found.id, user), "known": None, "fresh": False}
    if request.method == "POST":
        context["known"], context["fresh"] = actions.mark_own_presence(
            by=request.actor, training=found.id, enrolment=mine.id
        )
    else:
        rows = Attendance.objects.for_actor(request.actor, Permission.GIVE_VOICE)
        context["known"] = rows.filter(training=found, enrolment=mine, present=True).first()
    if context["known"]:
        context["tests"] = [t for t in to_answer(request.actor, mine) if t["training"].id == found.id]
    return render(request, "learning/own_attendance.html", context)
