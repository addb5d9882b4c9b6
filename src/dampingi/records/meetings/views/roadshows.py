import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import masked_phone, spoken_phone, whatsapp_address
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.forms import AspirationForm, RoadShowForm
from dampingi.records.meetings.listing import aspirations_list
from dampingi.records.meetings.models import Aspiration
from dampingi.records.meetings.queries import roadshows as shows
from dampingi.records.meetings.queries.people import askable
from dampingi.records.meetings.wording import when
from dampingi.records.programmes.queries import current_programme


@requires(Permission.VIEW_MEETINGS)
@require_GET
def roadshows(request: HttpRequest) -> HttpResponse:
    found = list(shows.roadshows(request.actor)[:50])
    context = {
        "rows": [(show, shows.stops(show)) for show in found],
        "may_call": request.actor.holds(Permission.CALL_MEETINGS),
        "now": timezone.now(),
    }
    return render(request, "meetings/roadshows.html", context)


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def new_roadshow(request: HttpRequest) -> HttpResponse:
    """Proposed days, one kecamatan each; any of them can be changed before all are called at once."""
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    widest = [
        p
        for p in request.actor.regions(Permission.CALL_MEETINGS)
        if contains(programme.region, p) or contains(p, programme.region)
    ]
    region = max(widest, key=depth) if widest else programme.region
    region = region if contains(programme.region, region) else programme.region
    form = RoadShowForm(request.POST or None, kecamatan=below(region, 3), today=timezone.localdate())
    if form.is_valid():
        stops = form.stops(
            lambda code, day: frozenset(askable(code, programme.id, day)), request.actor.user_id
        )
        made = attempt(
            form,
            lambda: actions.plan_roadshow(
                by=request.actor,
                programme=programme,
                region=region,
                stops=stops,
                name=form.cleaned_data["name"],
                minutes=form.cleaned_data["minutes"],
            ),
        )
        if made:
            messages.success(
                request,
                _("Rangkaian kunjungan tersimpan; undangannya terkirim."),
                extra_tags="kunjungan:baru",
            )
            return redirect("roadshow", made.id)
    context = {"form": form, "programme": programme}
    return render(request, "meetings/new_roadshow.html", context, status=422 if form.errors else 200)


@requires(Permission.VIEW_MEETINGS)
@require_GET
def roadshow(request: HttpRequest, roadshow_id: uuid.UUID) -> HttpResponse:
    found = shows.roadshow(request.actor, roadshow_id)
    stops = shows.stops(found)
    rows = [(stop, name_of(stop.region), when(stop)) for stop in stops]
    fields, table = shows.counts(shows.aspirations(request.actor).filter(meeting__roadshow=found))
    context = {
        "show": found,
        "rows": rows,
        "fields": fields,
        "table": table,
        "now": timezone.now(),
        "heard": sum(s.heard for s in stops),
    }
    return render(request, "meetings/roadshow.html", context)


@requires(Permission.VIEW_MEETINGS)
@require_GET
def aspirations(request: HttpRequest) -> HttpResponse:
    found = shows.aspirations(request.actor)
    fields, table = shows.counts(found)
    spec = aspirations_list(request.actor)
    return respond(request, spec, found, "meetings/aspirations.html", {"fields": fields, "table": table})


@for_anyone_logged_in
@require_http_methods(["GET", "POST"])
def noting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """On the spot, on a phone: a half-written one survives a lost signal in this browser."""
    found = queries.meeting(request.actor, meeting_id)
    form = AspirationForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid() and attempt(
        form, lambda: actions.note_aspiration(by=request.actor, meeting=found.id, heard=form.heard())
    ):
        messages.success(
            request, _("Aspirasi tersimpan. Catat yang berikutnya."), extra_tags=f"aspirasi:{found.id}"
        )
        return redirect("aspiration_noting", found.id)
    noted = Aspiration.objects.unscoped("of a meeting in hand, the actor's own").filter(
        meeting=found, by=request.actor.user_id
    )
    context = {"meeting": found, "when": when(found), "form": form, "noted": list(noted.order_by("-at")[:20])}
    return render(request, "meetings/noting.html", context, status=422 if form.errors else 200)


@requires(Permission.VIEW_MEETINGS)
@require_http_methods(["GET", "POST"])
def aspiration(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    """One wish: answered here, and the words for who asked."""
    found = shows.aspiration(request.actor, aspiration_id)
    may_answer = request.actor.may(
        Permission.CALL_MEETINGS, region=found.region, programme=found.programme_id
    )
    if request.method == "POST":
        if not may_answer:
            raise Refused(_("Aspirasi ini dijawab penyelenggara."), status=403)
        actions.answer_aspiration(
            by=request.actor, aspiration=found.id, answer=request.POST.get("answer", "")
        )
        messages.success(
            request, _("Jawaban tersimpan. Kirimkan kepada orangnya bila ia meninggalkan nomor.")
        )
        return redirect("aspiration", found.id)
    return render(request, "meetings/aspiration.html", _told(request, found) | {"may_answer": may_answer})


@requires(Permission.CALL_MEETINGS)
@require_POST
def telling(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.tell_aspiration(by=request.actor, aspiration=aspiration_id)
    messages.success(request, _("Tercatat: orangnya sudah diberi tahu."))
    return redirect("aspiration", aspiration_id)


def _told(request: HttpRequest, found: Aspiration) -> dict[str, Any]:
    reads = request.actor.may(Permission.VIEW_CONTACTS, region=found.region, programme=found.programme_id)
    words = ""
    if found.answer:
        words = _("Yth. %(name)s, aspirasi Anda pada %(title)s: “%(text)s” dijawab: %(answer)s. Terima kasih.") % {
            "name": found.name or _("Bapak/Ibu"), "title": found.meeting.title, "text": found.text, "answer": found.answer,
        }  # fmt: skip
    return {
        "aspiration": found, "field": choices("constraint_fields").get(found.field, found.field), "place": name_of(found.region),
        "phone": (spoken_phone if reads else masked_phone)(found.phone) if found.phone else "", "words": words,
        "whatsapp": whatsapp_address(found.phone, words) if reads and found.phone and words else "", "when": when(found.meeting),
    }  # fmt: skip
