import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.learning import actions
from dampingi.records.learning.forms import OpinionForm, SpeakerForm
from dampingi.records.learning.opinions import closes_on
from dampingi.records.learning.queries import speakers as queries
from dampingi.records.learning.queries.curricula import own_enrolment
from dampingi.records.learning.speaking import points, speakers_list, why_not
from dampingi.records.programmes.queries import current_programme

SEE, MANAGE = Permission.VIEW_PARTICIPANTS, Permission.MANAGE_INTAKE


@require_GET
@requires(SEE)
def speakers(request: HttpRequest) -> HttpResponse:
    context = {"may_manage": request.actor.holds(MANAGE)}
    return respond(
        request, speakers_list(), queries.speakers(request.actor), "learning/speakers.html", context
    )


@require_GET
@requires(SEE)
def speaker(request: HttpRequest, speaker_id: uuid.UUID) -> HttpResponse:
    """One speaker's sessions, each with what participants thought, where enough answered."""
    found = queries.speaker(request.actor, speaker_id)
    held = queries.sessions_of([found.id], today=timezone.localdate()).get(found.id, [])
    whole = queries.whole(held)
    context = {
        "speaker": found, "may_manage": request.actor.may(MANAGE, region=found.region), "whole": whole, "points": points(whole),
        "why_not": why_not(whole), "sessions": [s | {"points": points(s["told"])} for s in held],
    }  # fmt: skip
    return render(request, "learning/speaker.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_speaker(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    return _kept(request, SpeakerForm(request.POST or None), _("Narasumber baru"), programme.region, None)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def speaker_change(request: HttpRequest, speaker_id: uuid.UUID) -> HttpResponse:
    found = queries.speaker(request.actor, speaker_id)
    request.actor.require(MANAGE, region=found.region)
    initial = {"name": found.name, "organisation": found.organisation, "about": found.about}
    return _kept(
        request, SpeakerForm(request.POST or None, initial=initial), found.name, found.region, found.id
    )


@require_POST
@requires(MANAGE)
def speaker_retirement(request: HttpRequest, speaker_id: uuid.UUID) -> HttpResponse:
    found = actions.retire_speaker(by=request.actor, speaker=speaker_id)
    messages.success(request, _("Narasumber tidak ditawarkan lagi."))
    return redirect("speaker", found.id)


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """Three short questions after a session, answered by who came."""
    mine = own_enrolment(request.actor)
    found = next(
        (t for t in queries.to_judge(request.actor, mine, today=timezone.localdate()) if t.id == training_id),
        None,
    )
    if found is None and request.method == "GET":
        raise Refused(
            _(
                "Tidak ada sesi untuk dinilai: Anda sudah menilainya, waktunya lewat, atau kehadiran Anda belum tercatat."
            ),
            status=404,
        )
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_opinion(
            by=request.actor, training=training_id, enrolment=mine.id, opinion=form.opinion()
        )
        messages.success(request, _("Terima kasih. Narasumber dan dinas tidak tahu siapa yang menjawab."))
        return redirect("own_trainings")
    context = {"training": found, "form": form, "until": closes_on(found.on) if found else None}
    return render(request, "learning/opinion.html", context, status=422 if form.errors else 200)


def _kept(request, form, title, region, speaker) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form, lambda: actions.keep_speaker(by=request.actor, region=region, speaker=speaker, **said)
        )
        if made:
            messages.success(request, _("Narasumber tersimpan."))
            return redirect("speaker", made.id)
    context = {"form": form, "title": title}
    return render(request, "learning/speaker_form.html", context, status=422 if form.errors else 200)
