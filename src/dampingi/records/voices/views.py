import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.programmes.rosters import today_in
from dampingi.records.voices.actions import give_voices
from dampingi.records.voices.forms import VoiceForm
from dampingi.records.voices.intake import VoiceIntake
from dampingi.records.voices.queries import Accompaniment, to_speak_about


@require_GET
@requires(Permission.GIVE_VOICE)
def voices(request):
    return render(request, "voices/voices.html", {"rows": to_speak_about(request.actor)})


@requires(Permission.GIVE_VOICE)
def voice(request, enrolment_id, mentor_id):
    about = _about(request.actor, enrolment_id, mentor_id)
    form = VoiceForm(request.POST or None)
    key = f"suara:{mentor_id}"
    if request.method == "POST" and form.is_valid() and _given(request, form, about):
        messages.success(request, _("Terima kasih. Pendapat Anda tersimpan."), extra_tags=key)
        return redirect("voices")
    context = {"form": form, "about": about, "draft_key": key}
    return render(request, "voices/voice.html", context, status=422 if form.errors else 200)


def _about(actor, enrolment_id: uuid.UUID, mentor_id: uuid.UUID) -> Accompaniment:
    found = next(
        (a for a in to_speak_about(actor) if (a.enrolment.id, a.mentor.id) == (enrolment_id, mentor_id)), None
    )
    if found is None:
        raise Refused(_("Anda tidak didampingi oleh pendamping itu."), status=404)
    if found.spoken:
        raise Conflict(
            _("Suara tentang pendamping ini sudah tersimpan. Terima kasih, satu kali sudah cukup.")
        )
    return found


def _given(request, form: VoiceForm, about: Accompaniment) -> bool:
    row = VoiceIntake(
        about.enrolment.id, about.mentor.id, today_in(about.enrolment.region), **form.cleaned_data
    )
    try:
        give_voices(by=request.actor, rows=[row])
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
