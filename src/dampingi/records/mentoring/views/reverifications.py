import secrets

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.mentoring.actions import draw_reverification, reverify
from dampingi.records.mentoring.forms.progress import DrawForm, ReverificationForm
from dampingi.records.mentoring.intake import ReverificationIntake
from dampingi.records.mentoring.listing import draws_list
from dampingi.records.mentoring.queries import reverifications as queries


@require_GET
@requires(Permission.REVERIFY_OUTCOMES)
def reverifications(request):
    found = queries.draws(request.actor)
    context = {"to_draw": queries.to_draw(request.actor)}
    return respond(request, draws_list(request.actor), found, "mentoring/reverifications.html", context)


@requires(Permission.REVERIFY_OUTCOMES)
def drawing(request):
    """Take a random sample, once; the list of whom to call follows. The seed is nobody's choice and stays in the trail."""
    ready = queries.to_draw(request.actor)
    if ready is None:
        raise Conflict(_("Undian program ini sudah dilakukan, atau bukan wewenang Anda."))
    programme, count = ready
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        share, seed = form.cleaned_data["percent"] / 100, secrets.randbits(53)
        drawn = attempt(
            form, lambda: draw_reverification(by=request.actor, programme=programme, share=share, seed=seed)
        )
        if drawn:
            told = _("%(drawn)d peserta terundi. Hubungi mereka dari daftar ini.") % {"drawn": len(drawn)}
            messages.success(request, told)
            return redirect("reverifications")
    context = {"form": form, "programme": programme, "count": count}
    return render(request, "mentoring/drawing.html", context, status=422 if form.errors else 200)


@requires(Permission.REVERIFY_OUTCOMES)
def reverification(request, enrolment_id):
    draw = queries.draw(request.actor, enrolment_id)
    if draw.done:
        raise Conflict(_("Peserta ini sudah diverifikasi ulang."))
    form = ReverificationForm(request.POST or None, initial={"on": timezone.localdate()})
    key = f"verifikasi:{draw.enrolment_id}"
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = ReverificationIntake(draw.enrolment_id, said["passed"] == "yes", said["on"], said["note"])
        if attempt(form, lambda: reverify(by=request.actor, rows=[row])):
            messages.success(request, _("Hasil pemeriksaan tersimpan."), extra_tags=key)
            return redirect("reverifications")
    context = {"form": form, "draw": draw, "enrolment": draw.enrolment, "draft_key": key}
    return render(request, "mentoring/reverification.html", context, status=422 if form.errors else 200)
